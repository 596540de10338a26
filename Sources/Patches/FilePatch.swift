/// What a patch does to one file.
package struct FilePatch: Hashable, Sendable {
  /// As the patch names it, with a prefix such as `a/` if it has one; nil for a new file.
  let oldName: String?
  /// As the patch names it, with a prefix such as `b/` if it has one; nil for a deleted file.
  let newName: String?
  /// The names of a rename or copy, which never have prefixes.
  let move: Move?
  let isBinary: Bool
  package let hunks: [Hunk]

  /// What takes it back. A copy is taken back by taking it away.
  var reversed: FilePatch {
    if let move, move.isCopy {
      return FilePatch(
        oldName: move.to, newName: nil, move: nil, isBinary: isBinary,
        hunks: hunks.map(\.reversed))
    }
    return FilePatch(
      oldName: newName, newName: oldName,
      move: move.map { Move(from: $0.to, to: $0.from, isCopy: false) }, isBinary: isBinary,
      hunks: hunks.map(\.reversed))
  }

  struct Move: Hashable, Sendable {
    let from: String
    let to: String
    let isCopy: Bool
  }
}
