/// The first line of a corpus file: `// run: kernel-version=3.8`.
struct RunLine {
  /// The kernel that the file stands for; nil if it does not say.
  let kernelVersion: TreeVersion?

  /// A `kernel-version` that is none.
  struct Malformed: Error, CustomStringConvertible {
    let value: String

    var description: String {
      "line 1: kernel-version=\(value) is no version such as 3.8"
    }
  }

  /// Reads a file's first line; one that is no run line says nothing. Keys that are not about
  /// parsing are left to their readers.
  init(line: String) throws(Malformed) {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard words.count >= 2, words[0] == "//", words[1] == "run:" else {
      kernelVersion = nil
      return
    }
    let key = "kernel-version="
    guard let word = words.first(where: { $0.hasPrefix(key) }) else {
      kernelVersion = nil
      return
    }
    let value = word.dropFirst(key.count)
    guard let version = TreeVersion(value) else { throw Malformed(value: String(value)) }
    kernelVersion = version
  }
}
