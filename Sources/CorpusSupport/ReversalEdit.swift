import Foundation

/// One change of one file of a tree: a pattern is looked for in a function or record, and replaced.
package struct ReversalEdit: Hashable, Sendable, Codable {
  /// Relative to the tree.
  package let file: String
  /// The function or record whose definition is searched; the whole file if nil.
  package let within: String?
  /// A regular expression, in which `^` and `$` match at lines.
  package let find: String
  /// What stands in its place, with `$1` for the first group.
  package let replace: String
  /// How often the pattern must match, or else the tree is not the one it was made for; 1 if nil.
  package let count: Int?

  package init(
    file: String, within: String? = nil, find: String, replace: String, count: Int? = nil
  ) {
    self.file = file
    self.within = within
    self.find = find
    self.replace = replace
    self.count = count
  }

  /// The text with the change made.
  func apply(to text: String, reversal: String) throws(CorpusFailure) -> String {
    let pattern = try Self.pattern(find, reversal: reversal)
    var region = NSRange(text.startIndex..., in: text)
    if let within {
      guard let found = try Self.definition(of: within, in: text, reversal: reversal) else {
        throw .noSuchPlace(reversal: reversal, file: file, place: within)
      }
      region = found
    }

    let found = pattern.numberOfMatches(in: text, range: region)
    guard found == count ?? 1 else {
      throw .unexpectedMatches(
        reversal: reversal, file: file, pattern: find, found: found, expected: count ?? 1)
    }
    return pattern.stringByReplacingMatches(in: text, range: region, withTemplate: replace)
  }

  /// Where a function or record is defined: from the line in the first column that names it to the
  /// brace in the first column that ends it, as the kernel's style has it.
  private static func definition(
    of name: String, in text: String, reversal: String
  ) throws(CorpusFailure) -> NSRange? {
    let escaped = NSRegularExpression.escapedPattern(for: name)
    let start = "^[A-Za-z_][^\\n;{}]*\\b\(escaped)\\b[^;{}]*\\{"
    let whole = try pattern(start + "[\\s\\S]*?^\\}", reversal: reversal)
    return whole.firstMatch(in: text, range: NSRange(text.startIndex..., in: text))?.range
  }

  private static func pattern(
    _ text: String, reversal: String
  ) throws(CorpusFailure) -> NSRegularExpression {
    do {
      return try NSRegularExpression(pattern: text, options: .anchorsMatchLines)
    } catch {
      throw .badPattern(reversal: reversal, pattern: text)
    }
  }
}
