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

  struct Move: Hashable, Sendable {
    let from: String
    let to: String
    let isCopy: Bool
  }
}
