/// One translation unit and how to parse it.
package struct CompileCommand: Hashable, Sendable {
  /// The unit as reports name it: relative to the tree, or to the scanned folder of a corpus;
  /// absolute only if it lies outside.
  package let path: String

  /// The unit's absolute path.
  package let file: String

  /// The absolute folder that the build compiles it in.
  package let directory: String

  /// What clang has to be given, without the compiler and the unit itself. Paths in it are
  /// absolute, so that it means the same from any working directory.
  package let arguments: [String]

  /// The kernel that a corpus file's `// run: kernel-version=` line stands for; nil where the
  /// tree's own version holds.
  package let kernelVersion: TreeVersion?

  package init(
    path: String, file: String, directory: String, arguments: [String],
    kernelVersion: TreeVersion? = nil
  ) {
    self.path = path
    self.file = file
    self.directory = directory
    self.arguments = arguments
    self.kernelVersion = kernelVersion
  }

  /// The same with further options.
  func adding(_ options: [String]) -> CompileCommand {
    CompileCommand(
      path: path, file: file, directory: directory, arguments: arguments + options,
      kernelVersion: kernelVersion)
  }
}
