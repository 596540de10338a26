import Extraction
import Foundation
import LockIR
import Testing

/// Extraction with a precompiled header gives what it gives without.
@Suite struct PrecompiledHeaderTests {
  private static let header = """
    #pragma once
    struct mutex { int count; };
    struct list { struct list *next; };
    struct device { struct mutex lock; struct list node; int flags; };
    extern void mutex_lock(struct mutex *);
    extern void mutex_unlock(struct mutex *);
    static inline void drop(struct mutex **m) { mutex_unlock(*m); }
    static inline int flags_of(struct device *d) { return d->flags; }
    static inline struct mutex *take(struct mutex *m) { mutex_lock(m); return m; }
    #define guard(m) struct mutex *g __attribute__((cleanup(drop))) = take(m)
    #define MASK 0x80000000u
    enum { LIMIT = 7 };

    """

  private static let source = """
    #include "all.h"
    static struct device devices[2] = { { .flags = LIMIT }, { { 1 }, { &devices[0].node } } };
    int locked(struct device *d) { guard(&d->lock); return flags_of(d) & MASK; }
    struct device *of(struct list *l) {
      return (struct device *)((char *)l - __builtin_offsetof(struct device, node));
    }

    """

  private struct Folder: ~Copyable {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "extraction-\(UUID().uuidString)"
    ).path(percentEncoded: false)

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try header.write(toFile: path + "/all.h", atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func request(_ file: String, arguments: [String]) -> ExtractionRequest {
      ExtractionRequest(
        file: path + "/" + file, arguments: arguments, workingDirectory: path, roots: [path],
        unsavedFiles: [path + "/a.c": source], macroConstants: ["MASK"])
    }
  }

  @Test func theUnitIsTheSame() throws {
    let folder = try Folder()
    let extractor = UnitExtractor()
    let compiled = folder.path + "/all.pch"
    try extractor.precompile(
      folder.request("all.h", arguments: ["-xc-header"]), to: compiled)
    let without = try extractor.extract(folder.request("a.c", arguments: ["-include", "all.h"]))
    let with = try extractor.extract(
      folder.request("a.c", arguments: ["-include-pch", compiled]))
    #expect(with.diagnostics == [])
    #expect(with.text == without.text)
    #expect(with == without)
    #expect(with.text.contains("all.h::drop(&g)"))
    #expect(with.functions.contains { with[$0.symbol] == "all.h::drop" })
    #expect(with.macroConstants == ["MASK": 0x8000_0000])
  }

  @Test func aHeaderThatCannotBeSavedIsAFailure() throws {
    let folder = try Folder()
    let request = folder.request("all.h", arguments: ["-xc-header"])
    let path = folder.path + "/missing/all.pch"
    #expect(throws: ExtractionFailure.notSaved(path: path, code: 1)) {
      try UnitExtractor().precompile(request, to: path)
    }
  }
}
