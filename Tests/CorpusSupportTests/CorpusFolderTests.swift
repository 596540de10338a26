import CorpusSupport
import Foundation
import Testing

/// The corpus itself, as far as it can be judged without an analysis.
@Suite struct CorpusFolderTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Corpus").path

  private static let documentedClasses = [
    "bio-list-recursion", "vmalloc-gfp-mask", "rwsem-writer-priority", "sleep-in-rcu",
    "serialized-completion",
  ]

  /// Folders that hold no C files of a rule.
  private static let otherFolders = ["include", "reversals"]

  @Test func everyFileLiesInTheFolderOfARuleAndCanBeRead() throws {
    let corpus = try Corpus(folder: Self.folder)
    #expect(!corpus.files.isEmpty)
    for file in corpus.files {
      let parts = file.path.split(separator: "/")
      #expect(parts.count == 2, "\(file.path) is not directly in a rule's folder")
      #expect(!Self.otherFolders.contains(String(parts[0])), "\(file.path) is in no rule's folder")
    }
  }

  @Test(arguments: documentedClasses)
  func aDocumentedClassHasItsSubsystemBothWays(rule: String) throws {
    let files = try Corpus(folder: Self.folder).files(of: rule)
    let buggy = files.filter { $0.path.hasSuffix("-buggy.c") }
    #expect(buggy.count == 1)
    for file in buggy {
      #expect(file.expectations.contains { $0.rule == rule && $0.isDefect })
      let fixed = file.path.replacingOccurrences(of: "-buggy.c", with: "-fixed.c")
      let other = try #require(files.first { $0.path == fixed })
      #expect(other.expectations.isEmpty)
    }
  }

  @Test(arguments: documentedClasses)
  func aDocumentedClassHasEnoughOfBothSorts(rule: String) throws {
    let files = try Corpus(folder: Self.folder).files(of: rule)
    let others = files.filter { !$0.path.hasSuffix("-buggy.c") && !$0.path.hasSuffix("-fixed.c") }
    #expect(others.count { file in file.expectations.contains { $0.rule == rule } } >= 4)
    #expect(others.count { $0.expectations.isEmpty } >= 4)
  }

  @Test func everyReversalCanBeRead() throws {
    let reversals = try Reversal.all(in: Self.folder + "/reversals")
    #expect(Set(reversals.flatMap(\.findings).map(\.rule)) == Set(Self.documentedClasses))
    for reversal in reversals {
      #expect(!reversal.edits.isEmpty, "\(reversal.id)")
      #expect(!reversal.scope.isEmpty, "\(reversal.id)")
      for finding in reversal.findings { #expect(!finding.functions.isEmpty, "\(reversal.id)") }
    }
  }
}
