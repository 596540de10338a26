import Analysis
import CorpusSupport
import Findings
import Foundation
import KernelTree
import Patches
import Testing

/// Patches that take each of the five fixes out of a real tree, and put it back.
@Suite(
  .serialized,
  .enabled(if: LinuxTree.path != nil, "DEADLINT_LINUX_61 names no kernel tree: see make test"))
struct ReversalPatchTests {
  private static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Corpus")
    .standardizedFileURL.path + "/reversals"

  /// Of this run: the tests read the same units.
  private static let cache =
    FileManager.default.temporaryDirectory.appending(path: "deadlint-\(UUID().uuidString)").path()

  /// Old and new text by path relative to the tree.
  private func changes(
    _ reversal: Reversal, tree: String
  ) throws -> [String: (old: String, new: String)] {
    var changes: [String: (old: String, new: String)] = [:]
    for (path, new) in try reversal.overlay(tree: tree) {
      let old = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
      changes[try #require(PathText.relative(path, to: PathText.absolute(tree)))] = (old, new)
    }
    return changes
  }

  private func judge(
    _ series: PatchSeries, tree: String, base: [String: String?] = [:]
  ) async throws -> PatchJudgement {
    var scan = LinuxTree.request(tree, only: [])
    scan.reading.cache = Self.cache
    return try await PatchScanner().judge(
      PatchRequest(scan: scan, series: series, base: base)
    ) { _ in }
  }

  @Test(arguments: try Reversal.all(in: folder))
  func aPatchThatTakesAFixOutAddsTheDefectWhereItIs(_ reversal: Reversal) async throws {
    let tree = try #require(LinuxTree.path)
    let changes = try changes(reversal, tree: tree)
    let series = try TextDiff.series(changes)
    var patched = PatchedTree(tree: tree) { changes[$0]?.old }
    let files = try patched.apply(series.patches[0]).files
    let judgement = try await judge(series, tree: tree)
    #expect(judgement.unjudged.isEmpty)
    for expected in reversal.findings {
      let finding = try #require(
        judgement.report.findings.first { expected.matches($0) && $0.baseline == .new },
        "no \(expected.rule) through \(expected.functions)")
      let file = try #require(files.first { $0.path == finding.location.file })
      let distance = try #require(file.changes.distance(to: finding.location.line))
      // Where lines are only taken away, the nearest is beside them.
      #expect(distance <= (file.changes.added.isEmpty ? 4 : 0), "\(finding.location)")
      #expect(finding.notes.first?.hasPrefix("this patch adds ") == true, "\(finding.notes)")
    }
    if reversal.findings.isEmpty { #expect(judgement.report.findings.isEmpty) }
  }

  @Test(arguments: try Reversal.all(in: folder).filter { !$0.findings.isEmpty })
  func aPatchThatPutsAFixBackReportsTheDefectFixed(_ reversal: Reversal) async throws {
    let tree = try #require(LinuxTree.path)
    let changes = try changes(reversal, tree: tree)
    let back = changes.mapValues { (old: $0.new, new: $0.old) }
    let judgement = try await judge(
      try TextDiff.series(back), tree: tree, base: changes.mapValues { $0.new })
    for expected in reversal.findings {
      #expect(judgement.report.fixed.contains(where: expected.matches), "\(expected.rule)")
    }
    #expect(judgement.report.findings.isEmpty)
  }
}
