import Foundation
import TestSupport
import Testing

/// Everything that a user can hand over by mistake: one line that names it, exit code 2, and no trace.
@Suite struct BadInputTests {
  /// A mistake, made in a folder: what is run there, and what the line must say.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let arguments: [String]
    let culprit: String
    let make: @Sendable (StoreFolder) throws -> Void

    init(
      _ description: String, _ arguments: [String] = ["patch", "bad.patch"], says culprit: String,
      made make: @escaping @Sendable (StoreFolder) throws -> Void = { _ in }
    ) {
      testDescription = description
      self.arguments = arguments
      self.culprit = culprit
      self.make = make
    }

    /// One that is made by changing the text of a patch that is right.
    init(
      _ description: String, says culprit: String,
      changing change: @escaping @Sendable (String) -> String
    ) {
      self.init(description, says: culprit) { folder in
        let patch = try folder.diff(to: StoreFolder.sleeping)
        _ = try folder.write(change(patch), to: "bad.patch")
      }
    }
  }

  private static let patches = [
    Mistake("a patch that does not apply", says: "bad.patch: hunk #1 of drivers/store.c") {
      $0.replacing(" \trcu_read_lock();", with: " \trcu_read_lock_bh();")
    },
    Mistake("a patch for another tree", says: "which . does not have") {
      $0.replacing("drivers/store.c", with: "drivers/shop.c")
    },
    Mistake("a truncated patch", says: "bad.patch: ends in the middle of the hunk of line 3") {
      $0.split(separator: "\n").dropLast(2).joined(separator: "\n") + "\n"
    },
    Mistake("wrapped lines", says: "bad.patch:8: neither context nor a change") {
      $0.replacing("+\tmutex_lock(", with: "+\n\u{7}mutex_lock(")
    },
    Mistake("lines that end with CR LF", says: "bad.patch: its lines end with CR LF") {
      $0.replacing("\n", with: "\r\n")
    },
    Mistake("a binary change of code", says: "bad.patch: changes drivers/store.c as binary") { _ in
      "diff --git a/drivers/store.c b/drivers/store.c\n"
        + "Binary files a/drivers/store.c and b/drivers/store.c differ\n"
    },
    Mistake("an object file", says: "bad.patch: binary data, no patch") { _ in
      "\u{7F}ELF\u{2}\u{1}\u{0}\u{0}"
    },
    Mistake("an empty file", says: "bad.patch: empty") { _ in "\n" },
    Mistake("an encoding that nobody knows", says: "cannot be decoded from x-uuencode") {
      "Subject: x\nContent-Transfer-Encoding: x-uuencode\n\n" + $0
    },
    Mistake("a file outside of the tree", says: "../../etc/passwd is not inside the tree") {
      $0.replacing("drivers/store.c", with: "../../etc/passwd")
    },
    Mistake(
      "a patch that is applied", says: "the tree has the patch already",
      made: { folder in
        _ = try folder.write(folder.diff(to: StoreFolder.sleeping), to: "bad.patch")
        _ = try folder.write(StoreFolder.sleeping, to: "drivers/store.c")
      }),
    Mistake(
      "UTF-16", says: "bad.patch: cannot be decoded from UTF-16",
      made: { folder in
        let text = try folder.diff(to: StoreFolder.sleeping)
        let data = try #require(text.data(using: .utf16))
        try data.write(to: URL(filePath: folder.path + "/bad.patch"))
      }),
  ]

  private static let changes = [
    Mistake(
      "a range that does not exist", ["patch", "--range", "v1..v2"],
      says: "v1..v2: no such range of commits"),
    Mistake(
      "a range that looks like an option", ["patch", "--range=--output=x"], says: "--output=x"),
    Mistake(
      "no git repository", ["patch", "--staged"], says: ".: not in a git repository"
    ) { folder in
      try FileManager.default.removeItem(atPath: folder.path + "/.git")
    },
    Mistake(
      "a staged file that does not parse", ["patch", "--staged"],
      says: "drivers/store.c does not parse completely"
    ) { folder in
      _ = try folder.write(StoreFolder.clean + "int broken( {\n", to: "drivers/store.c")
      try folder.git("add", "--all")
    },
  ]

  private static let files: [Mistake] = ["scan", "patch"].flatMap { command in
    let work = command == "scan" ? ["scan"] : ["patch", "--staged"]
    let known = work + ["--baseline", "known.yaml"]
    return [
      ("a baseline that is no YAML", known, "known.yaml", "{[", "known.yaml:"),
      ("a baseline of a newer version", known, "known.yaml", "version: 2\n", "newer deadlint"),
      ("a baseline that is a report", known, "known.yaml", #"{"findings": []}"#, "known.yaml:1:"),
      ("settings that are no YAML", work, ".deadlint.yaml", "{[", ".deadlint.yaml:"),
      (
        "settings of a newer version", work, ".deadlint.yaml", "version: 2\nnew: 1\n",
        ".deadlint.yaml:1:10: version 2 is of a newer deadlint"
      ),
      (
        "an unknown setting", work, ".deadlint.yaml", "version: 1\nrulez: {}\n",
        ".deadlint.yaml:2:1: unknown key 'rulez'"
      ),
    ].map { description, arguments, file, text, culprit in
      Mistake("\(description), \(command)", arguments, says: culprit) { folder in
        _ = try folder.write(text, to: file)
      }
    }
  }

  private static let reports: [Mistake] = [
    ["explain", "0123456789abcdef", "--report", "report.json"],
    ["graph", "drivers", "--finding", "0123456789abcdef", "--report", "report.json"],
    ["baseline", "write", "known.yaml", "--report", "report.json"],
  ].flatMap { arguments in
    [("nothing", "{"), ("a newer report", #"{"schemaVersion": 2, "findings": []}"#)].map {
      what, text in
      Mistake("\(arguments[0]) of \(what)", arguments, says: "report.json") { folder in
        _ = try folder.write(text, to: "report.json")
      }
    }
  }

  @Test(arguments: patches + changes + files)
  func isOneLineAndLeavesNoTrace(_ mistake: Mistake) throws {
    let folder = try StoreFolder()
    try mistake.make(folder)
    let before = try folder.everything()
    let result = try folder.run(
      mistake.arguments + ["--output", "json=out.json", "--output", "html=out.html"])
    try expect(mistake, result, in: folder, before)
  }

  @Test(arguments: reports)
  func reportsAreReadWithCare(_ mistake: Mistake) throws {
    let folder = try StoreFolder()
    try mistake.make(folder)
    let before = try folder.everything()
    try expect(mistake, folder.runPlain(mistake.arguments), in: folder, before)
  }

  private func expect(
    _ mistake: Mistake, _ result: Program.Result, in folder: StoreFolder, _ before: [String: Data]
  ) throws {
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(mistake.culprit), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(try folder.everything() == before, "something was written")
  }
}
