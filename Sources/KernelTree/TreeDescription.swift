/// What is to be parsed, and how: all that the rest of the program needs to know about a tree.
package struct TreeDescription: Hashable, Sendable {
  package let kind: TreeKind

  /// The absolute folder that paths are relative to: the kernel tree, the corpus folder, the folder
  /// of a single file.
  package let root: String

  /// Where the configuration and the generated headers are, if that is not the tree itself.
  package let buildDirectory: String?

  /// The version that the top Makefile states; nil if there is no kernel tree.
  package let kernelVersion: TreeVersion?

  /// The configuration in words: `defconfig`, `defconfig +DM_VERITY -SMP`, the path of a `.config`.
  package let config: String?

  /// Sorted by path, no path twice.
  package var commands: [CompileCommand]

  /// Sorted by file.
  package let incomplete: [SkippedFile]

  /// The absolute folders that the names of files are told relative to.
  package var roots: [String] { [root] + (buildDirectory.map { [$0] } ?? []) }

  package init(
    kind: TreeKind, root: String, buildDirectory: String? = nil,
    kernelVersion: TreeVersion? = nil, config: String? = nil, commands: [CompileCommand],
    incomplete: [SkippedFile] = []
  ) {
    self.kind = kind
    self.root = root
    self.buildDirectory = buildDirectory
    self.kernelVersion = kernelVersion
    self.config = config
    self.commands = commands.sorted { $0.path < $1.path }
    self.incomplete = incomplete.sorted { ($0.file, $0.reason) < ($1.file, $1.reason) }
  }

  /// The same units, read as if configuration options were on that the build system leaves off.
  func assuming(_ options: [String]) -> TreeDescription {
    guard !options.isEmpty else { return self }
    // What the build has generated holds for its own configuration, so sizes that are asserted differ.
    let macros = options.map { "-DCONFIG_\($0)=1" } + ["-D_Static_assert(...)="]
    return TreeDescription(
      kind: kind, root: root, buildDirectory: buildDirectory, kernelVersion: kernelVersion,
      config: config.map { $0 + options.map { " as if +\($0)" }.joined() },
      commands: commands.map { $0.adding(macros) }, incomplete: incomplete)
  }
}
