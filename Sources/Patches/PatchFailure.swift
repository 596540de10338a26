/// Why a patch cannot be judged. Each description is one line that names what is wrong and what to do.
package enum PatchFailure: Error, Hashable, Sendable {
  case unreadable(file: String)
  case empty(patch: String)
  case binary(patch: String)
  case unknownEncoding(patch: String, encoding: String)
  case noDiff(patch: String)
  /// The input ends inside a hunk.
  case truncated(patch: String, line: Int)
  /// A line of a hunk that is neither context nor change, or more lines than the hunk says.
  case malformedHunk(patch: String, line: Int)
  case hunkWithoutFile(patch: String, line: Int)
  case binaryFile(patch: String, file: String)
  case outsideTree(patch: String, file: String)
  case noSuchFile(patch: String, file: String, tree: String)
  case alreadyThere(patch: String, file: String)
  case carriageReturns(patch: String, file: String)
  /// The hunk's number, from 1, and its header line.
  case rejected(patch: String, file: String, hunk: Int, header: String)
  /// The tree has the change already.
  case alreadyApplied(patch: String, file: String, hunk: Int)
  case notARepository(folder: String)
  case noSuchRange(String, reason: String)
  case emptyRange(String)
  case cannotRun(reason: String)
}

extension PatchFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let file):
      "\(file): cannot be read: no such file, or no permission"
    case .empty(let patch):
      "\(patch): empty: a unified diff, a mail or a mailbox is expected"
    case .binary(let patch):
      "\(patch): binary data, no patch: a unified diff, a mail or a mailbox is expected"
    case .unknownEncoding(let patch, let encoding):
      "\(patch): cannot be decoded from \(encoding): convert it to UTF-8"
    case .noDiff(let patch):
      "\(patch): has no diff: a unified diff, a mail or a mailbox is expected"
    case .truncated(let patch, let line):
      "\(patch): ends in the middle of the hunk of line \(line): get the whole patch"
    case .malformedHunk(let patch, let line):
      "\(patch):\(line): neither context nor a change of the hunk: did a mail program wrap its lines?"
    case .hunkWithoutFile(let patch, let line):
      "\(patch):\(line): a hunk of no file: its lines '---' and '+++' are missing"
    case .binaryFile(let patch, let file):
      "\(patch): changes \(file) as binary data, which cannot be judged"
    case .outsideTree(let patch, let file):
      "\(patch): \(file) is not inside the tree"
    case .noSuchFile(let patch, let file, let tree):
      "\(patch): changes \(file), which \(tree) does not have: is the patch for another tree?"
    case .alreadyThere(let patch, let file):
      "\(patch): adds \(file), which is there already: is the patch applied, or for another tree?"
    case .carriageReturns(let patch, let file):
      "\(patch): its lines end with CR LF and those of \(file) do not: convert it, with dos2unix say"
    case .rejected(let patch, let file, let hunk, let header):
      "\(patch): hunk #\(hunk) of \(file) does not apply: \(header)"
    case .alreadyApplied(let patch, let file, let hunk):
      "\(patch): hunk #\(hunk) of \(file) does not apply, and its result is there: "
        + "the tree has the patch already"
    case .notARepository(let folder):
      "\(folder): not in a git repository: give the patch as a file or on the standard input"
    case .noSuchRange(let range, let reason):
      "\(range): no such range of commits: \(reason)"
    case .emptyRange(let range):
      "\(range): no commit in this range changes the tree"
    case .cannotRun(let reason):
      "git: cannot be run: \(reason)"
    }
  }
}
