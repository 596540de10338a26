import Foundation

/// What the preprocessor would look at in a text, without looking at any other text: a guess on the
/// safe side at what the text depends on.
///
/// Names are hashes, since the names of all headers are compared with those of all units. Two names of
/// one hash cost a unit its precompiled header, nothing else.
package struct SourceScan: Hashable, Sendable {
  /// An `#include` with the name in it.
  struct Include: Hashable, Sendable {
    let name: String
    let isQuoted: Bool
  }

  /// In order, whatever conditions they stand under.
  private(set) var includes: [Include] = []
  /// The macros that are defined or undefined, whatever conditions that stands under.
  private(set) var macros: Set<UInt64> = []
  /// Those of them that do more than change the text of messages.
  private(set) var strongMacros: Set<UInt64> = []
  /// Those of the latter that may change what a later `#include` brings.
  private(set) var macrosBeforeIncludes: Set<UInt64> = []
  /// The names in `#if` and its kin.
  private(set) var tested: Set<UInt64> = []
  /// Those of them that decide with more to be included after them.
  private(set) var testedBeforeIncludes: Set<UInt64> = []
  /// All names but those of comments, literals and files.
  private(set) var names: Set<UInt64> = []

  /// - Complexity: linear in the size of the text.
  package init(of text: UnsafeBufferPointer<UInt8>) {
    var scanner = SourceScanner(text: text)
    var (pending, pendingTests): (Set<UInt64>, Set<UInt64>) = ([], [])
    while let token = scanner.next() {
      switch token {
      case .name(let name): names.insert(name)
      case .macro(let name, let isHarmless):
        names.insert(name)
        macros.insert(name)
        if isHarmless { continue }
        strongMacros.insert(name)
        pending.insert(name)
      case .tested(let name):
        names.insert(name)
        tested.insert(name)
        pendingTests.insert(name)
      case .include(let file):
        if let file { includes.append(file) }
        macrosBeforeIncludes.formUnion(pending)
        testedBeforeIncludes.formUnion(pendingTests)
        (pending, pendingTests) = ([], [])
      }
    }
  }

  package init(of text: String) {
    var text = text
    self = text.withUTF8 { SourceScan(of: $0) }
  }

  /// The scan of a file; nil if it cannot be read.
  init?(file: String) {
    guard let contents = FileManager.default.contents(atPath: file) else { return nil }
    self = contents.withUnsafeBytes { SourceScan(of: $0.bindMemory(to: UInt8.self)) }
  }

  /// The names of the files that `#include <...>` brings, in order.
  package var systemIncludes: [String] {
    includes.filter { !$0.isQuoted }.map(\.name)
  }
}
