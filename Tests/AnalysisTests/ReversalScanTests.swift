import Analysis
import CorpusSupport
import Findings
import Foundation
import KernelTree
import Testing

/// Each of the five fixes taken out of a real tree again, on an overlay.
@Suite(
  .serialized,
  .enabled(if: LinuxTree.path != nil, "DEADLINT_LINUX_61 names no kernel tree: see make test"))
struct ReversalScanTests {
  private static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Corpus")
    .standardizedFileURL.path + "/reversals"

  @Test(arguments: try Reversal.all(in: folder))
  func aFixTakenOutIsFoundAgain(_ reversal: Reversal) async throws {
    let tree = try #require(LinuxTree.path)
    let overlay = Overlay(texts: try reversal.overlay(tree: tree))
    let request = LinuxTree.request(tree, only: reversal.scope.filter { $0 != "mm" })
    let before = try await Scanner().scan(request) { _ in }
    let after = try await Scanner(overlay: overlay).scan(request) { _ in }
    for expected in reversal.findings {
      #expect(
        after.findings.contains { expected.matches($0) && $0.validation.verdict == .confirmed },
        "no \(expected.rule) through \(expected.functions) without the fix")
      #expect(
        !before.findings.contains(where: expected.matches),
        "\(expected.rule) through \(expected.functions) with the fix")
    }
    if reversal.findings.isEmpty {
      #expect(after.findings.map(\.fingerprint) == before.findings.map(\.fingerprint))
    }
  }
}
