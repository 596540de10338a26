/// The version of a kernel: `6.1.192`, or `3.8` where the last number is not known.
package struct TreeVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let major: Int
  package let minor: Int
  package let patch: Int?

  package init(major: Int, minor: Int, patch: Int? = nil) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads `6.1` or `6.1.192`; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in part.allSatisfy(\.isNumber) ? Int(part) : nil }
    guard (2...3).contains(parts.count), numbers.count == parts.count else { return nil }
    self.init(major: numbers[0], minor: numbers[1], patch: numbers.count == 3 ? numbers[2] : nil)
  }

  /// Reads `VERSION`, `PATCHLEVEL` and `SUBLEVEL` from the text of a kernel's top Makefile; nil if
  /// it is another kind of Makefile.
  package init?(makefile: String) {
    var values: [Substring: Int] = [:]
    // The three lines stand at the top; what comes later may assign the same names conditionally.
    for line in makefile.split(separator: "\n", maxSplits: 40).prefix(40) {
      let sides = line.split(separator: "=", maxSplits: 1)
      guard sides.count == 2 else { continue }
      let name = sides[0].prefix { $0.isLetter }
      let value = sides[1].filter { !$0.isWhitespace }
      if values[name] == nil, let number = Int(value) { values[name] = number }
    }
    guard let major = values["VERSION"], let minor = values["PATCHLEVEL"] else { return nil }
    self.init(major: major, minor: minor, patch: values["SUBLEVEL"])
  }

  package var description: String {
    "\(major).\(minor)" + (patch.map { ".\($0)" } ?? "")
  }

  package static func < (left: TreeVersion, right: TreeVersion) -> Bool {
    (left.major, left.minor, left.patch ?? 0) < (right.major, right.minor, right.patch ?? 0)
  }
}
