@testable import Extraction
import Foundation
import LockIR
import Testing
import UnitStore

/// Extraction with a precompiled header gives what it gives without: with the header where that can be
/// so, without it where not.
@Suite struct PrecompiledHeaderTests {
  /// What stands in the folder `inc`, which all units search.
  private static let headers = [
    "base.h": """
    #ifndef BASE_H
    #define BASE_H
    struct mutex { int count; };
    struct list { struct list *next; };
    struct device { struct mutex lock; struct list node; int flags; };
    extern void mutex_lock(struct mutex *);
    extern void mutex_unlock(struct mutex *);
    extern int say(const char *, ...);
    static inline void drop(struct mutex **m) { mutex_unlock(*m); }
    static inline int flags_of(struct device *d) { return d->flags; }
    static inline struct mutex *take(struct mutex *m) { mutex_lock(m); return m; }
    #define guard(m) struct mutex *g __attribute__((cleanup(drop))) = take(m)
    #define MASK 0x80000000u
    enum { LIMIT = 7 };
    #endif
    """,
    "print.h": """
    #ifndef PRINT_H
    #define PRINT_H
    #include "base.h"
    #ifndef pr_fmt
    #define pr_fmt(fmt) fmt
    #endif
    static inline int complain(int n) { return say(NAME pr_fmt("no %d"), n); }
    #ifdef DEBUG
    static inline int checked(int n) { return complain(n); }
    #else
    static inline int checked(int n) { return n; }
    #endif
    #endif
    """,
    "extra.h": """
    #ifndef EXTRA_H
    #define EXTRA_H
    #define STATIC
    #define limit(x) (x)
    #define OTHER 3
    typedef int word;
    #endif
    """,
  ]

  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "extraction-\(UUID().uuidString)"
    ).path(percentEncoded: false)
    let use: HeaderUse

    init() throws {
      try FileManager.default.createDirectory(
        atPath: path + "/inc", withIntermediateDirectories: true)
      for (name, text) in headers {
        try text.write(toFile: path + "/inc/" + name, atomically: true, encoding: .utf8)
      }
      let header = try HeaderBuilder().build(
        HeaderBuilder.Request(
          arguments: ["-I\(path)/inc"], workingDirectory: path,
          names: ["missing.h", "base.h", "print.h", "extra.h"], placeholders: ["NAME": "\"x\""]),
        to: path + "/all.pch")
      use = HeaderUse(header, scans: ScanTable())
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func request(_ text: String) -> ExtractionRequest {
      ExtractionRequest(
        file: path + "/a.c", arguments: ["-I\(path)/inc", "-DNAME=\"unit\""],
        workingDirectory: path, roots: [path], unsavedFiles: [path + "/a.c": text],
        macroConstants: ["MASK", "OTHER"])
    }
  }

  @Test(arguments: [
    // Functions and clean-ups of the header.
    """
    #include <base.h>
    static struct device devices[2] = { { .flags = LIMIT }, { { 1 }, { &devices[0].node } } };
    int locked(struct device *d) { guard(&d->lock); return flags_of(d) & MASK; }
    struct device *of(struct list *l) {
      return (struct device *)((char *)l - __builtin_offsetof(struct device, node));
    }
    """,
    // Texts of messages.
    """
    #define pr_fmt(fmt) "mine: " NAME fmt
    #include <print.h>
    int f(void) { return complain(1) + say(pr_fmt("own")); }
    """,
    "#include <print.h>\nint f(void) { return complain(1) + say(pr_fmt(\"own\")); }",
    // A message with an argument more.
    """
    #define pr_fmt(fmt) "%s: " fmt, __func__
    #include <print.h>
    int f(void) { return complain(1); }
    """,
    // The unit configures what it includes.
    "#define DEBUG\n#include <print.h>\nint f(void) { return checked(1); }",
    // It defines what a header that it does not include defines.
    "#include <base.h>\nint limit(int x);\nint f(void) { return limit(2); }",
    "#include <base.h>\ntypedef long word;\nword f(word w) { return w; }",
    // A macro that nobody uses would use one of a header that it does not include.
    "#include <base.h>\n#define unused(x) limit(x)\nint limit(int x);\nint f(void) { return 1; }",
    // One is used after all, by what the header has.
    """
    int limit(int x);
    #define pr_fmt(fmt) fmt, limit(1)
    #include <print.h>
    int f(void) { return complain(1); }
    """,
    // A value of a header that it does not include is part of another name here.
    """
    #include <base.h>
    #define value(x) VALUE_##x
    enum { value(OTHER) = 4 };
    int f(struct mutex *m) { mutex_lock(m); return value(OTHER); }
    """,
    // And the name of something else there.
    "#include <base.h>\nenum { OTHER = 4 };\nint f(void) { return OTHER; }",
    // It asks for a macro before it includes the header that has it.
    """
    #ifdef STATIC
    #include <base.h>
    int g(struct mutex *m) { mutex_lock(m); }
    #endif
    #include <extra.h>
    int f(void) { return OTHER; }
    """,
  ])
  func theUnitIsTheSame(_ text: String) throws {
    let folder = try Folder()
    let request = folder.request(text)
    let without = try UnitExtractor().read(request)
    let with = try UnitExtractor().read(request, with: folder.use)
    #expect(with.unit.text == without.unit.text)
    #expect(EncodedUnit(with.unit) == EncodedUnit(without.unit))
    #expect(with.filesRead == without.filesRead)
    #expect(with.unit.diagnostics == [])
  }

  /// A header that declares what another one, which the unit does not include, has a macro for.
  @Test func aValueHidesNothingThatIsDeclared() throws {
    let folder = try Folder()
    let request = folder.request("#include \"own.h\"\nint f(void) { return OTHER; }")
    try "enum { OTHER = 4 };\n".write(
      toFile: folder.path + "/own.h", atomically: true, encoding: .utf8)
    let without = try UnitExtractor().read(request)
    let with = try UnitExtractor().read(request, with: folder.use)
    #expect(with.unit.text == without.unit.text)
  }

  @Test func aHeaderOfTheUnitsOwnMayConfigureToo() throws {
    let folder = try Folder()
    var request = folder.request("#include \"own.h\"\nint f(void) { return checked(1); }")
    try "#define DEBUG\n#include <print.h>\n".write(
      toFile: folder.path + "/own.h", atomically: true, encoding: .utf8)
    request.macroConstants = []
    let without = try UnitExtractor().read(request)
    let with = try UnitExtractor().read(request, with: folder.use)
    #expect(with.unit.text == without.unit.text)
    #expect(with.unit.text.contains("complain"))
  }

  @Test func aHeaderOfWhichNothingIsLeftIsAFailure() throws {
    let folder = try Folder()
    #expect(throws: ExtractionFailure.self) {
      try HeaderBuilder().build(
        HeaderBuilder.Request(
          arguments: [], workingDirectory: folder.path, names: ["missing.h"], placeholders: [:]),
        to: folder.path + "/none.pch")
    }
  }

  /// What says something else each time that it is included cannot be included once for all.
  @Test func aHeaderThatNothingGuardsIsLeftOut() throws {
    let folder = try Folder()
    try "enum order { first };\n".write(
      toFile: folder.path + "/inc/open.h", atomically: true, encoding: .utf8)
    let header = try HeaderBuilder().build(
      HeaderBuilder.Request(
        arguments: ["-I\(folder.path)/inc"], workingDirectory: folder.path,
        names: ["base.h", "open.h"], placeholders: [:]), to: folder.path + "/some.pch")
    #expect(header.inclusions.map(\.file) == [folder.path + "/inc/base.h"])
    let request = folder.request(
      "#include <base.h>\n#include <open.h>\nint f(void) { return first; }")
    let unit = try UnitExtractor().read(request, with: HeaderUse(header, scans: ScanTable())).unit
    #expect(unit.diagnostics == [])
    #expect(try unit.text == UnitExtractor().read(request).unit.text)
  }

  /// A file that is part of the header twice was read when it was read once.
  @Test func whatIsIncludedTwiceIsOneFile() throws {
    let folder = try Folder()
    let (open, guarded) = (folder.path + "/inc/open.h", folder.path + "/inc/guarded.h")
    try "#ifndef TRACE\n#define TRACE 1\n#endif\nextern int again;\n".write(
      toFile: open, atomically: true, encoding: .utf8)
    try "#pragma once\n#include <open.h>\n#include \"open.h\"\n".write(
      toFile: guarded, atomically: true, encoding: .utf8)
    let header = try HeaderBuilder().build(
      HeaderBuilder.Request(
        arguments: ["-I\(folder.path)/inc"], workingDirectory: folder.path,
        names: ["guarded.h"], placeholders: [:]), to: folder.path + "/some.pch")
    #expect(header.inclusions.count { $0.file == open } == 2)
    let index = HeaderIndex(header) { SourceScan(file: $0) }
    let text = "#include <guarded.h>\n#undef TRACE\n#include <open.h>\n"
    let walk = HeaderWalk(index, own: [(path: folder.path + "/a.c", scan: SourceScan(of: text))])
    #expect(!walk.isOutOfOrder)
    #expect(index.paths(walk.isRead) == [guarded, open])
  }
}
