/// Puts hunks into a text where their context is: at their line, near it, or with less context, as
/// patch(1) does.
struct HunkApplier {
  /// How many lines of context at either end may differ.
  private static let maximumFuzz = 2

  private(set) var lines: [String]
  private(set) var changes = ChangedLines()
  /// What was not where the patch has it, a line each.
  private(set) var notes: [String] = []
  private let patch: String
  private let file: String
  /// How much later lines are than in the old file, as found so far.
  private var shift = 0
  /// How many lines longer the text has become.
  private var growth = 0
  /// Where the next hunk may begin at the earliest.
  private var floor = 0

  /// - Parameters:
  ///   - text: the file as it is.
  ///   - patch: what messages call the patch.
  ///   - file: what messages call the file.
  init(text: String, patch: String, file: String) {
    lines = TextLines.split(text)
    self.patch = patch
    self.file = file
  }

  var text: String { lines.joined(separator: "\n") }

  /// Applies the hunks in their order.
  mutating func apply(_ hunks: [Hunk]) throws(PatchFailure) {
    for (index, hunk) in hunks.enumerated() { try apply(hunk, number: index + 1) }
  }

  private mutating func apply(_ hunk: Hunk, number: Int) throws(PatchFailure) {
    // A hunk without old lines stands behind the line that it names.
    let start = hunk.old.isEmpty ? hunk.oldStart : hunk.oldStart - 1
    let expected = max(floor, start + growth + shift)
    for fuzz in 0...Self.maximumFuzz {
      let head = min(fuzz, hunk.leadingContext)
      let tail = min(fuzz, hunk.trailingContext)
      let pattern = hunk.old.dropFirst(head).dropLast(tail)
      // Nothing at all fits everywhere, and says nothing.
      if fuzz > 0, pattern.isEmpty || head + tail == 0 { break }
      guard let found = find(pattern, near: expected + head) else {
        if fuzz == 0, isApplied(hunk, near: expected) {
          throw .alreadyApplied(patch: patch, file: file, hunk: number)
        }
        continue
      }
      if found != expected + head || fuzz > 0 {
        notes.append(
          "\(patch): hunk #\(number) of \(file) is applied at line \(found - head + 1)"
            + (found == expected + head
              ? "" : ", \(abs(found - expected - head)) lines from where it says")
            + (fuzz == 0 ? "" : ", with fuzz \(fuzz)"))
      }
      shift += found - expected - head
      let body = hunk.lines.dropFirst(head).dropLast(tail)
      replace(at: found, count: pattern.count, by: Array(body))
      if hunk.lacksFinalNewline, lines.last == "" { lines.removeLast() }
      return
    }
    throw failure(of: hunk, number: number)
  }

  private mutating func replace(at start: Int, count: Int, by body: [Hunk.Line]) {
    var new: [String] = []
    for line in body {
      switch line {
      case .context(let text): new.append(text)
      case .removed: changes.removedBefore.insert(start + new.count + 1)
      case .added(let text):
        new.append(text)
        changes.added.insert(start + new.count)
      }
    }
    lines.replaceSubrange(start..<start + count, with: new)
    growth += new.count - count
    floor = start + new.count
  }

  /// The place of the pattern that is nearest to where it should be.
  private func find(_ pattern: ArraySlice<String>, near expected: Int) -> Int? {
    let last = lines.count - pattern.count
    guard last >= floor else { return nil }
    let middle = min(max(expected, floor), last)
    for distance in 0...max(middle - floor, last - middle) {
      for place in distance == 0 ? [middle] : [middle - distance, middle + distance]
      where place >= floor && place <= last && lines[place..<place + pattern.count] == pattern {
        return place
      }
      // A hunk without old lines has one place only.
      if pattern.isEmpty { return nil }
    }
    return nil
  }

  /// Whether the result of a hunk is there. With fewer lines of context it might apply again.
  private func isApplied(_ hunk: Hunk, near expected: Int) -> Bool {
    hunk.new != hunk.old && !hunk.new.isEmpty && find(hunk.new[...], near: expected) != nil
  }

  /// What is in the way, as far as it can be told.
  private func failure(of hunk: Hunk, number: Int) -> PatchFailure {
    let strayReturns =
      hunk.old.contains { $0.utf8.last == 0x0D } && !lines.contains { $0.utf8.last == 0x0D }
    if strayReturns { return .carriageReturns(patch: patch, file: file) }
    return .rejected(patch: patch, file: file, hunk: number, header: hunk.header)
  }
}
