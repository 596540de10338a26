/// A part of a patch: some lines of a file, as they were and as they become.
package struct Hunk: Hashable, Sendable {
  package enum Line: Hashable, Sendable {
    case context(String)
    case removed(String)
    case added(String)
  }

  /// The line of the old file that it starts at, from 1; 0 for a file that was not there or empty.
  package let oldStart: Int
  /// The line of the new file that it starts at, from 1; 0 for a file that is gone or empty.
  package let newStart: Int
  package let lines: [Line]
  /// Whether the last line of the new text has no line feed.
  package let lacksFinalNewline: Bool
  /// Its first line, from `@@` on.
  package let header: String

  /// What takes it back.
  var reversed: Hunk {
    Hunk(
      oldStart: newStart, newStart: oldStart,
      lines: lines.map { line in
        switch line {
        case .context: line
        case .removed(let text): .added(text)
        case .added(let text): .removed(text)
        }
      }, lacksFinalNewline: false, header: header)
  }

  /// What must be there.
  var old: [String] {
    lines.compactMap { line in
      switch line {
      case .context(let text), .removed(let text): text
      case .added: nil
      }
    }
  }

  /// What is there afterwards.
  var new: [String] {
    lines.compactMap { line in
      switch line {
      case .context(let text), .added(let text): text
      case .removed: nil
      }
    }
  }

  /// How many lines of context it begins with.
  var leadingContext: Int { lines.prefix { $0.isContext }.count }

  /// How many lines of context it ends with.
  var trailingContext: Int { lines.reversed().prefix { $0.isContext }.count }
}

extension Hunk.Line {
  var isContext: Bool {
    if case .context = self { true } else { false }
  }
}
