import Foundation

/// A C file that says what must be found in it: the run line first, then `expect` comments on the
/// lines of the findings. A line without one must be silent.
package struct CorpusFile: Hashable, Sendable {
  /// Relative to the folder that is scanned.
  package let path: String
  /// `MAJOR.MINOR` of the kernel that the file stands for.
  package let kernelVersion: String
  /// In the order of the lines.
  package let expectations: [Expectation]

  /// Reads a file's text.
  ///
  /// - Parameters:
  ///   - path: relative to the folder that is scanned, as findings name the file.
  ///   - text: the C source.
  /// - Throws: `CorpusFailure` for the first mistake, with its line.
  package init(path: String, text: String) throws(CorpusFailure) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    self.path = path
    kernelVersion = try Self.kernelVersion(runLine: lines.first ?? "", path: path)

    var expectations: [Expectation] = []
    for (index, line) in lines.enumerated() where line.contains("expect") {
      expectations += try ExpectationParser(file: path, line: index + 1).parse(line)
    }
    self.expectations = expectations
  }

  /// Reads a file below a folder.
  package init(path: String, in folder: String) throws(CorpusFailure) {
    guard let data = FileManager.default.contents(atPath: folder + "/" + path),
      let text = String(data: data, encoding: .utf8)
    else { throw .unreadable(file: path) }
    try self.init(path: path, text: text)
  }

  private static func kernelVersion(
    runLine: Substring, path: String
  ) throws(CorpusFailure) -> String {
    let words = runLine.split(whereSeparator: \.isWhitespace)
    guard words.count >= 2, words[0] == "//", words[1] == "run:" else {
      throw .noRunLine(file: path)
    }
    var version: String?
    for word in words.dropFirst(2) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0] == "kernel-version", isVersion(parts[1]) else {
        throw .badRunWord(file: path, word: String(word))
      }
      version = String(parts[1])
    }
    guard let version else { throw .noKernelVersion(file: path) }
    return version
  }

  private static func isVersion(_ text: Substring) -> Bool {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 2
      && numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy { ("0"..."9").contains($0) } }
  }
}
