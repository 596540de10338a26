/// Where the units of a description come from.
package enum TreeKind: String, Hashable, Sendable, CaseIterable {
  /// A folder of C files over headers of its own, or over those of one of its ancestors.
  case corpus
  /// A kernel tree, asked by a dry run of its own build system.
  case tree
  /// Single files.
  case files
  /// A `compile_commands.json`.
  case database
}
