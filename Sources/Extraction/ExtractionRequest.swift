/// What to extract: one C file and how it is compiled.
package struct ExtractionRequest: Hashable, Sendable {
  /// The absolute path of the C file.
  package var file: String
  /// Compiler options that clang understands, without a compiler name, `-c`, `-o` and the file.
  package var arguments: [String]
  /// The absolute folder that relative paths in the options start from.
  package var workingDirectory: String
  /// The absolute folders that paths are made relative to: the source tree and the build folder.
  /// Where one is inside another, the inner one counts.
  package var roots: [String]
  /// Texts that replace files, by absolute path.
  package var unsavedFiles: [String: String]
  /// Object-like macros whose integer values are wanted.
  package var macroConstants: [String]
  /// Symbols of header functions that another unit has given already: they, and what only they
  /// reach, are left out.
  package var knownFunctions: Set<String>

  package init(
    file: String, arguments: [String], workingDirectory: String, roots: [String],
    unsavedFiles: [String: String] = [:], macroConstants: [String] = [],
    knownFunctions: Set<String> = []
  ) {
    self.file = file
    self.arguments = arguments
    self.workingDirectory = workingDirectory
    self.roots = roots
    self.unsavedFiles = unsavedFiles
    self.macroConstants = macroConstants
    self.knownFunctions = knownFunctions
  }
}
