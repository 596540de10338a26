/// Why a corpus file or a reversal cannot be used. Each description is one line that names the file,
/// the line where there is one, and what to write instead.
package enum CorpusFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file cannot be read, or is no UTF-8.
  case unreadable(file: String)
  /// The first line is no run line.
  case noRunLine(file: String)
  /// A word of the run line is not of the form `key=value`, or has an unknown key or no version.
  case badRunWord(file: String, word: String)
  /// The run line does not say which kernel the file stands for.
  case noKernelVersion(file: String)
  /// An `expect` comment lacks a part, or has one too many.
  case badExpectation(file: String, line: Int, text: String)
  /// The second word of an expectation is none of the verdicts.
  case badVerdict(file: String, line: Int, verdict: String)
  /// A known gap without a reason.
  case noReason(file: String, line: Int)
  /// Two expectations of one rule on one line.
  case doubledExpectation(file: String, line: Int, rule: String)
  /// A reversal's file is no YAML, or lacks a key.
  case badReversal(file: String, reason: String)
  /// A pattern of a reversal is no regular expression.
  case badPattern(reversal: String, pattern: String)
  /// The function or record that an edit looks in is not in the tree's file.
  case noSuchPlace(reversal: String, file: String, place: String)
  /// A pattern does not match as often as it must: the tree is not the one the edit was made for.
  case unexpectedMatches(
    reversal: String, file: String, pattern: String, found: Int, expected: Int)

  package var description: String {
    switch self {
    case .unreadable(let file): "\(file): cannot be read as UTF-8 text"
    case .noRunLine(let file):
      "\(file):1: the first line must be a run line, as in: // run: kernel-version=6.1"
    case .badRunWord(let file, let word):
      "\(file):1: \(word) is nothing a run line can say; known is kernel-version=MAJOR.MINOR"
    case .noKernelVersion(let file): "\(file):1: the run line lacks kernel-version=MAJOR.MINOR"
    case .badExpectation(let file, let line, let text):
      "\(file):\(line): \(text) is no expectation; write expect: RULE VERDICT, "
        + "expect-fp: RULE REASON or expect-fn: RULE REASON"
    case .badVerdict(let file, let line, let verdict):
      "\(file):\(line): \(verdict) is no verdict; use confirmed, refuted, inconclusive or "
        + "not-modelled"
    case .noReason(let file, let line):
      "\(file):\(line): a known gap needs a reason after the rule"
    case .doubledExpectation(let file, let line, let rule):
      "\(file):\(line): \(rule) is expected twice on this line"
    case .badReversal(let file, let reason): "\(file): \(reason)"
    case .badPattern(let reversal, let pattern):
      "reversal \(reversal): \(pattern) is no regular expression"
    case .noSuchPlace(let reversal, let file, let place):
      "reversal \(reversal): \(file) defines no \(place)"
    case .unexpectedMatches(let reversal, let file, let pattern, let found, let expected):
      "reversal \(reversal): \(pattern) matches \(found) times in \(file), not \(expected)"
    }
  }
}
