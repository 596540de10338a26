import Analysis
import Findings
import Foundation
import KernelTree
import Testing

/// What a baseline stands on: an edit that is none of a finding's business leaves its fingerprint alone.
@Suite struct FingerprintTests {
  private static let corpus =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Corpus")
    .standardizedFileURL.path

  private static let seeds = [
    "rwsem-writer-priority/dm-snapshot-buggy.c", "sleep-in-rcu/dm-thin-buggy.c",
    "bio-list-recursion/dm-verity-buggy.c", "vmalloc-gfp-mask/dm-bufio-buggy.c",
    "serialized-completion/virtiofs-buggy.c",
  ]

  private func fingerprints(_ file: String, _ overlay: Overlay) async throws -> [String] {
    let request = ScanRequest(path: file)
    return try await Scanner(overlay: overlay).scan(request) { _ in }.findings.map(\.fingerprint)
      .sorted()
  }

  private func edited(_ text: String) throws -> [(what: String, text: String)] {
    // The first line says how to read the file.
    let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = String(lines[1])
    let local = try #require(
      rest.firstMatch(of: /\n\tint ([a-z]+)(;| =)/), "no local variable to rename")
    let renamed = rest.replacing(
      try Regex("\\b\(local.output.1)\\b(?!\\s*\\()"), with: "renamed_\(local.output.1)")
    return [
      ("moved lines", "\(lines[0])\n\n/*\n * A comment.\n */\n\n\(rest)"),
      ("renamed locals", "\(lines[0])\n\(renamed)"),
      (
        "added functions",
        "\(lines[0])\n\(rest)\nstatic int added(int n)\n{\n\treturn n + 1;\n}\nint user(void)\n"
          + "{\n\treturn added(2);\n}\n"
      ),
    ]
  }

  @Test(arguments: seeds)
  func aFingerprintSurvivesEditsElsewhere(_ seed: String) async throws {
    let file = Self.corpus + "/" + seed
    let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    let original = try await fingerprints(file, Overlay())
    try #require(!original.isEmpty)
    for (what, text) in try edited(text) {
      let after = try await fingerprints(file, Overlay(texts: [file: text]))
      #expect(after == original, "\(what)")
    }
  }
}
