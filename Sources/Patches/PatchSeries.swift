package import Foundation

/// The patches of one or several files: plain diffs, mails as git format-patch writes them, mailboxes.
package struct PatchSeries: Hashable, Sendable {
  /// In the order in which they apply.
  package let patches: [Patch]

  /// No patch at all.
  package static let empty = PatchSeries(patches: [])

  private init(patches: [Patch]) {
    self.patches = patches
  }

  /// Reads the patches of several inputs, in their order; the mails of one input in the order that
  /// their subjects tell.
  ///
  /// - Parameter inputs: the bytes, and what messages call each.
  /// - Throws: `PatchFailure` if one of them is no patch.
  package init(_ inputs: [(data: Data, name: String)]) throws(PatchFailure) {
    var patches: [Patch] = []
    for input in inputs { patches += try Self.patches(in: input.data, named: input.name) }
    self.patches = patches
  }

  private static func patches(
    in data: Data, named name: String
  ) throws(PatchFailure) -> [Patch] {
    let lines = TextLines.split(try PatchText.text(of: data, named: name))
    var found: [(place: Int?, patch: Patch)] = []
    for range in messages(in: lines) {
      let message = try MailMessage(
        lines: Array(lines[range]), firstLine: range.lowerBound + 1, name: name)
      var parser = PatchParser(lines: message.lines, name: name, firstLine: message.firstLine)
      let files = try parser.parse()
      // A cover letter, or a reply in between.
      guard !files.isEmpty else { continue }
      found.append(
        (message.place?.number, Patch(input: name, subject: message.subject, files: files)))
    }
    guard !found.isEmpty else { throw .noDiff(patch: name) }
    guard found.allSatisfy({ $0.place != nil }) else { return found.map(\.patch) }
    return found.enumerated().sorted {
      ($0.element.place ?? 0, $0.offset) < ($1.element.place ?? 0, $1.offset)
    }.map(\.element.patch)
  }

  /// The lines of each message of a mailbox, without the line that begins it; all lines if it is none.
  private static func messages(in lines: [String]) -> [Range<Int>] {
    let starts = lines.indices.filter {
      isMessageStart(lines[$0], after: $0 > 0 ? lines[$0 - 1] : "")
    }
    guard let first = starts.first, first == 0 || lines[..<first].allSatisfy(\.isEmpty) else {
      return [0..<lines.count]
    }
    return zip(starts, starts.dropFirst() + [lines.count]).map { ($0 + 1)..<$1 }
  }

  /// `From 0123abcd Mon Sep 17 00:00:00 2001`, behind an empty line.
  private static func isMessageStart(_ line: String, after previous: String) -> Bool {
    guard line.hasPrefix("From "), previous.isEmpty || previous == "\r" else { return false }
    let words = line.split { $0.isWhitespace }
    guard words.count >= 7, let year = Int(words[words.count - 1]) else { return false }
    return year > 1900 && words[words.count - 2].contains(":")
  }
}
