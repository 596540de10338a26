/// Reads the diff of a text. Everything around it, a commit message, a diffstat, is passed over.
///
/// Source: POSIX `diff -u`; git's documentation, "Generating patch text with -p".
struct PatchParser {
  /// What messages call the input.
  let name: String
  private let lines: [String]
  private let firstLine: Int
  private var position = 0
  private var section = Section()
  private var files: [FilePatch] = []

  /// What is known of the file that is being read.
  private struct Section {
    var isOpen = false
    var isNew = false
    var isDeleted = false
    var isBinary = false
    var names: (old: String, new: String)?
    var moveFrom: String?
    var moveTo: String?
    var isCopy = false
    var hunks: [Hunk] = []
  }

  /// - Parameters:
  ///   - lines: the text.
  ///   - name: what messages call the input.
  ///   - firstLine: the number of the text's first line in it.
  init(lines: [String], name: String, firstLine: Int = 1) {
    self.lines = lines
    self.name = name
    self.firstLine = firstLine
  }

  /// The files in the order of the diff; none if there is no diff.
  mutating func parse() throws(PatchFailure) -> [FilePatch] {
    while position < lines.count {
      let line = header(at: position)
      if line.hasPrefix("diff --git ") {
        closeSection()
        section.isOpen = true
        section.names = Self.gitNames(String(line.dropFirst("diff --git ".count)))
        position += 1
      } else if line.hasPrefix("--- "), header(at: position + 1).hasPrefix("+++ ") {
        // A second pair of names without a git header is the next file of a plain diff.
        if !section.isOpen || !section.hunks.isEmpty { closeSection() }
        openSection(old: header(at: position), new: header(at: position + 1))
        position += 2
      } else if line.hasPrefix("@@ -"), let start = HunkStart(line) {
        guard section.isOpen else {
          throw .hunkWithoutFile(patch: name, line: firstLine + position)
        }
        section.hunks.append(try hunk(start))
      } else {
        readExtendedHeader(line)
        position += 1
      }
    }
    closeSection()
    return files
  }

  /// A line outside of a hunk, without the carriage return that a mail may have given it.
  private func header(at index: Int) -> String {
    guard index < lines.count else { return "" }
    return lines[index].utf8.last == 0x0D
      ? String(lines[index].unicodeScalars.dropLast()) : lines[index]
  }

  // MARK: Files

  private mutating func openSection(old: String, new: String) {
    section.isOpen = true
    let names = (Self.fileName(old), Self.fileName(new))
    section.isNew = section.isNew || names.0 == "/dev/null"
    section.isDeleted = section.isDeleted || names.1 == "/dev/null"
    section.names = names
  }

  private mutating func readExtendedHeader(_ line: String) {
    guard section.isOpen, section.hunks.isEmpty else { return }
    func rest(_ prefix: String) -> String? {
      line.hasPrefix(prefix) ? QuotedName.plain(String(line.dropFirst(prefix.count))) : nil
    }
    if line.hasPrefix("new file mode ") { section.isNew = true }
    if line.hasPrefix("deleted file mode ") { section.isDeleted = true }
    if line.hasPrefix("GIT binary patch") || line.hasPrefix("Binary files ") {
      section.isBinary = true
    }
    if let from = rest("rename from ") { section.moveFrom = from }
    if let to = rest("rename to ") { section.moveTo = to }
    if let from = rest("copy from ") {
      section.moveFrom = from
      section.isCopy = true
    }
    if let to = rest("copy to ") { section.moveTo = to }
  }

  private mutating func closeSection() {
    defer { section = Section() }
    guard section.isOpen, let names = section.names else { return }
    var move: FilePatch.Move?
    if let from = section.moveFrom, let to = section.moveTo {
      move = FilePatch.Move(from: from, to: to, isCopy: section.isCopy)
    }
    files.append(
      FilePatch(
        oldName: section.isNew ? nil : names.old, newName: section.isDeleted ? nil : names.new,
        move: move, isBinary: section.isBinary, hunks: section.hunks))
  }

  /// The name of a `---` or `+++` line, without the date that diff writes after a tab.
  private static func fileName(_ line: String) -> String {
    let name = line.dropFirst(4).prefix { $0 != "\t" }
    return QuotedName.plain(String(name))
  }

  /// The two names of a git header. Names with spaces are only told apart if both are equal, as they
  /// are where no other line tells them.
  private static func gitNames(_ text: String) -> (old: String, new: String)? {
    if text.hasPrefix("\"") {
      let parts = text.split(separator: "\" \"", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      return (QuotedName.plain(parts[0] + "\""), QuotedName.plain("\"" + parts[1]))
    }
    let half = text.index(text.startIndex, offsetBy: text.count / 2)
    guard text.count % 2 == 1, text[half] == " " else {
      let words = text.split(separator: " ")
      return words.count == 2 ? (String(words[0]), String(words[1])) : nil
    }
    return (String(text[..<half]), String(text[text.index(after: half)...]))
  }

  // MARK: Hunks

  /// The numbers of `@@ -1,2 +3,4 @@`.
  private struct HunkStart {
    let oldStart: Int
    let oldCount: Int
    let newStart: Int
    let newCount: Int

    init?(_ line: String) {
      let words = line.split(separator: " ")
      guard words.count >= 4, words[3].hasPrefix("@@"), words[1].hasPrefix("-"),
        words[2].hasPrefix("+")
      else { return nil }
      func numbers(_ word: Substring) -> (Int, Int)? {
        let parts = word.dropFirst().split(separator: ",").map { Int($0) }
        guard let start = parts.first ?? nil, start >= 0 else { return nil }
        guard parts.count == 2 else { return (start, 1) }
        return parts[1].map { (start, $0) }
      }
      guard let old = numbers(words[1]), let new = numbers(words[2]) else { return nil }
      (oldStart, oldCount, newStart, newCount) = (old.0, old.1, new.0, new.1)
    }
  }

  private mutating func hunk(_ start: HunkStart) throws(PatchFailure) -> Hunk {
    let first = position
    position += 1
    var (old, new) = (start.oldCount, start.newCount)
    var body: [Hunk.Line] = []
    var lacksFinalNewline = false
    while old > 0 || new > 0 || isNewlineMark(at: position) {
      guard position < lines.count, old + new > 0 || isNewlineMark(at: position),
        // A text that ends with a line feed has an empty last line, which is no context.
        position < lines.count - 1 || !lines[position].isEmpty
      else { throw .truncated(patch: name, line: firstLine + first) }
      let line = lines[position]
      let text = String(line.unicodeScalars.dropFirst())
      switch line.unicodeScalars.first {
      case " ":
        body.append(.context(text))
        (old, new) = (old - 1, new - 1)
      // What mail programs make of a context line that is empty.
      case nil:
        body.append(.context(""))
        (old, new) = (old - 1, new - 1)
      case "\r" where text.isEmpty:
        body.append(.context("\r"))
        (old, new) = (old - 1, new - 1)
      case "-":
        body.append(.removed(text))
        old -= 1
      case "+":
        body.append(.added(text))
        new -= 1
      case "\\":
        if case .removed = body.last {} else { lacksFinalNewline = true }
      default:
        throw .malformedHunk(patch: name, line: firstLine + position)
      }
      guard old >= 0, new >= 0 else {
        throw .malformedHunk(patch: name, line: firstLine + position)
      }
      position += 1
    }
    return Hunk(
      oldStart: start.oldStart, newStart: start.newStart, lines: body,
      lacksFinalNewline: lacksFinalNewline,
      header: header(at: first))
  }

  private func isNewlineMark(at index: Int) -> Bool {
    index < lines.count && lines[index].hasPrefix("\\ ")
  }
}
