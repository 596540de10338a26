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

  /// What happens to the preprocessor's knowledge, one thing after the other.
  enum Step: Hashable, Sendable {
    /// The number of an include.
    case include(Int)
    /// `#if` and its kin ask for a macro.
    case test(UInt64)
    /// A macro is defined or undefined that does more than change the text of messages.
    case change(UInt64)
  }

  /// In order, whatever conditions they stand under.
  private(set) var includes: [Include] = []
  /// In order, whatever conditions they stand under.
  private(set) var steps: [Step] = []
  /// The macros without parameters that are defined.
  private(set) var constants: Set<UInt64> = []
  /// The macros with parameters that are defined.
  private(set) var macros: Set<UInt64> = []
  /// The macros that are changed in front of the last `#include`.
  private(set) var macrosBeforeIncludes: Set<UInt64> = []
  /// The names in `#if` and its kin.
  private(set) var tested: Set<UInt64> = []
  /// All names but those of comments, literals and files.
  private(set) var names: Set<UInt64> = []
  /// Those of them that a parenthesis follows, without which a macro with parameters is a plain name.
  private(set) var called: Set<UInt64> = []

  /// - Complexity: linear in the size of the text.
  package init(of text: UnsafeBufferPointer<UInt8>) {
    var scanner = SourceScanner(text: text)
    var pending: Set<UInt64> = []
    while let token = scanner.next() {
      switch token {
      case .name(let name, let isCalled):
        names.insert(name)
        if isCalled { called.insert(name) }
      case .macro(let name, let form):
        names.insert(name)
        switch form {
        case .constant: constants.insert(name)
        case .function, .message: macros.insert(name)
        case .none: break
        }
        if form == .message { continue }
        steps.append(.change(name))
        pending.insert(name)
      case .tested(let name):
        names.insert(name)
        called.insert(name)
        tested.insert(name)
        steps.append(.test(name))
      case .include(let file):
        if let file {
          steps.append(.include(includes.count))
          includes.append(file)
        }
        macrosBeforeIncludes.formUnion(pending)
        pending = []
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
