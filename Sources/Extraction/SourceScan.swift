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
  /// Those of them that may stand for more than a value.
  private(set) var wordMacros: Set<UInt64> = []
  /// The macros with parameters that are defined.
  private(set) var macros: Set<UInt64> = []
  /// The macros that are changed in front of the last `#include`.
  private(set) var macrosBeforeIncludes: Set<UInt64> = []
  /// The names in `#if` and its kin.
  private(set) var tested: Set<UInt64> = []
  /// What stands outside of the definitions of macros, their names included.
  private(set) var words = Words()
  /// The same without the names of macros where they are defined.
  private(set) var mentions: Set<UInt64> = []
  /// What macros are defined by.
  private(set) var definitions: [UInt64: Words] = [:]

  /// Names but those of comments, literals and files.
  struct Words: Hashable, Sendable {
    fileprivate(set) var names: Set<UInt64> = []
    /// Those of them that a parenthesis follows, without which a macro with parameters is a plain name.
    fileprivate(set) var called: Set<UInt64> = []

    mutating func formUnion(_ other: Words) {
      names.formUnion(other.names)
      called.formUnion(other.called)
    }

    fileprivate mutating func insert(_ name: UInt64, isCalled: Bool) {
      names.insert(name)
      if isCalled { called.insert(name) }
    }
  }

  /// - Complexity: linear in the size of the text.
  package init(of text: UnsafeBufferPointer<UInt8>) {
    var scanner = SourceScanner(text: text)
    var pending: Set<UInt64> = []
    while let token = scanner.next() {
      switch token {
      case .name(let name, let isCalled, let macro?):
        definitions[macro, default: Words()].insert(name, isCalled: isCalled)
      case .name(let name, let isCalled, nil):
        words.insert(name, isCalled: isCalled)
        mentions.insert(name)
      case .macro(let name, let form):
        words.insert(name, isCalled: false)
        switch form {
        case .constant:
          constants.insert(name)
          wordMacros.insert(name)
        case .literal: constants.insert(name)
        case .function, .message: macros.insert(name)
        case .none: break
        }
        if form == .message { continue }
        steps.append(.change(name))
        pending.insert(name)
      case .tested(let name):
        words.insert(name, isCalled: true)
        mentions.insert(name)
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

  /// All names, in definitions or not.
  var names: Set<UInt64> { definitions.values.reduce(into: words.names) { $0.formUnion($1.names) } }

  /// What some texts say in the end: outside of definitions, and in those of macros that something names.
  ///
  /// `named`: names in other texts.
  static func words(of scans: [SourceScan], named: (UInt64) -> Bool) -> Words {
    var definitions: [UInt64: Words] = [:]
    var words = Words()
    for scan in scans {
      words.formUnion(scan.words)
      definitions.merge(scan.definitions) { first, second in
        var both = first
        both.formUnion(second)
        return both
      }
    }
    // That a macro is defined does not name it.
    let defined = Set(definitions.keys)
    var open = defined.filter { macro in
      named(macro) || scans.contains { $0.mentions.contains(macro) }
    }
    var seen = open
    while let macro = open.popFirst() {
      guard let definition = definitions[macro] else { continue }
      words.formUnion(definition)
      let next = definition.names.intersection(defined).subtracting(seen)
      seen.formUnion(next)
      open.formUnion(next)
    }
    return words
  }

  /// The names of the files that `#include <...>` brings, in order.
  package var systemIncludes: [String] {
    includes.filter { !$0.isQuoted }.map(\.name)
  }
}
