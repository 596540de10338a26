import Analysis
import Findings
import Foundation
import KernelTree
import Patches
import Testing

/// Patches to the files of the five fixes that change nothing that matters: a patch author must not hear
/// of them.
@Suite(
  .serialized,
  .enabled(if: LinuxTree.path != nil, "DEADLINT_LINUX_61 names no kernel tree: see make test"))
struct HarmlessPatchTests {
  private static let files = [
    "drivers/md/dm-snap.c", "drivers/md/dm-thin.c", "drivers/md/dm-verity-target.c",
    "drivers/md/dm-bufio.c", "fs/fuse/virtio_fs.c",
  ]

  /// The same file four times, each time with one more edit.
  private func edits(of text: String) throws -> [(what: String, text: String)] {
    let commented = "/* A comment. */\n" + text
    let local = try #require(text.firstMatch(of: /\n\tint (r|ret|i|err);\n/), "no local")
    let start = try #require(
      text.range(of: "\n{\n", options: .backwards, range: text.startIndex..<local.range.lowerBound))
    let end = try #require(text.range(of: "\n}\n", range: local.range.upperBound..<text.endIndex))
    let body = start.lowerBound..<end.upperBound
    let renamed = text[body].replacing(
      try Regex("([^.>\\w])\(local.output.1)\\b(?!\\s*\\()", as: (Substring, Substring).self)
    ) { "\($0.output.1)outcome" }
    let inner = text.replacingCharacters(in: body, with: renamed)
    let helper = """

      static int __maybe_unused added_helper(int value)
      {
      \treturn value < 0 ? -value : value;
      }

      """
    return [
      ("a comment", commented), ("a renamed local", "/* A comment. */\n" + inner),
      ("a function", "/* A comment. */\n" + inner + helper),
      (
        "a call",
        "/* A comment. */\n" + inner + helper
          + "\nstatic int __maybe_unused added_caller(void)\n{\n\treturn added_helper(-1);\n}\n"
      ),
    ]
  }

  @Test func nothingIsReported() async throws {
    let tree = try #require(LinuxTree.path)
    var steps: [(subject: String, diff: String)] = []
    for file in Self.files {
      let url = URL(filePath: tree + "/" + file)
      var old = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      for (what, new) in try edits(of: old) {
        steps.append(("\(what) in \(file)", try TextDiff.text([file: (old, new)])))
        old = new
      }
    }
    #expect(steps.count == 20)
    let judgement = try await PatchScanner().judge(
      PatchRequest(
        scan: LinuxTree.request(tree, only: []), series: try TextDiff.mailbox(steps))
    ) { _ in }
    #expect(judgement.unjudged.isEmpty)
    #expect(judgement.report.findings.isEmpty, "\(judgement.report.findings.map(\.notes))")
    #expect(judgement.report.fixed.isEmpty)
  }
}
