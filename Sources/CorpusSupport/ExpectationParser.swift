import Findings

/// Reads the `expect` comments of one line.
struct ExpectationParser {
  let file: String
  /// 1-based.
  let line: Int

  /// Reads a whole line, code and comments.
  func parse(_ text: Substring) throws(CorpusFailure) -> [Expectation] {
    var expectations: [Expectation] = []
    for comment in Self.comments(of: text) {
      guard let expectation = try parse(comment: comment) else { continue }
      if expectations.contains(where: { $0.rule == expectation.rule }) {
        throw .doubledExpectation(file: file, line: line, rule: expectation.rule)
      }
      expectations.append(expectation)
    }
    return expectations
  }

  /// The texts after each `//`: a line may have several comments, one for each rule.
  private static func comments(of text: Substring) -> [Substring] {
    var comments: [Substring] = []
    var rest = text
    while let start = rest.firstRange(of: "//") {
      rest = rest[start.upperBound...]
      let end = rest.firstRange(of: "//")?.lowerBound ?? rest.endIndex
      comments.append(rest[..<end])
    }
    return comments
  }

  private func parse(comment: Substring) throws(CorpusFailure) -> Expectation? {
    let words = comment.split(whereSeparator: \.isWhitespace)
    guard let keyword = words.first, keyword.hasPrefix("expect") else { return nil }
    guard words.count >= 2 else { throw malformed(words) }
    let rule = String(words[1])
    guard rule.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
      throw malformed(words)
    }

    let kind: Expectation.Kind
    switch keyword {
    case "expect:":
      guard words.count == 3 else { throw malformed(words) }
      guard let verdict = Validation.Verdict(rawValue: String(words[2])) else {
        throw .badVerdict(file: file, line: line, verdict: String(words[2]))
      }
      kind = verdict == .refuted ? .nearMiss : .defect(verdict)
    case "expect-fp:": kind = .knownFalsePositive(reason: try reason(words))
    case "expect-fn:": kind = .knownFalseNegative(reason: try reason(words))
    default: throw malformed(words)
    }
    return Expectation(kind: kind, rule: rule, file: file, line: line)
  }

  private func reason(_ words: [Substring]) throws(CorpusFailure) -> String {
    guard words.count > 2 else { throw .noReason(file: file, line: line) }
    return words.dropFirst(2).joined(separator: " ")
  }

  private func malformed(_ words: [Substring]) -> CorpusFailure {
    .badExpectation(file: file, line: line, text: words.joined(separator: " "))
  }
}
