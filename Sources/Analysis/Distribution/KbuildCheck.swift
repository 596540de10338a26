import Foundation
import KernelTree
import RuleCatalog

/// Reads units in the place of Kbuild's checker: `make C=2 CHECK="deadlint kbuild --into DIR"` has it run
/// beside the compiler, with the compiler's options.
package struct KbuildCheck: Sendable {
  private let folder: String
  private let options: ReadingOptions

  /// - Parameters:
  ///   - folder: gets a file for each unit.
  ///   - options: how to read; neither the cache nor precompiled headers are used.
  package init(into folder: String, _ options: ReadingOptions) {
    self.folder = folder
    self.options = options
  }

  /// Reads the unit of a command.
  ///
  /// - Parameters:
  ///   - words: what Kbuild gives its checker: options and one C file.
  ///   - directory: where Kbuild runs it, the top of the build folder.
  /// - Returns: whether there was a unit in it; of another file nothing is wanted.
  /// - Throws: `DistributionFailure`
  package func run(_ words: [String], in directory: String) throws -> Bool {
    guard
      let invocation = CompilerInvocation(words: ["cc", "-c"] + words, directory: directory),
      invocation.isKernel
    else { return false }
    let root = TreeRoot.containing(invocation.file)
    let build = PathText.real(directory)
    let makefile = FileManager.default.contents(atPath: root + "/Makefile")
      .map { String(decoding: $0, as: UTF8.self) }
    let description = TreeDescription(
      kind: .tree, root: root, buildDirectory: build == root ? nil : build,
      kernelVersion: makefile.flatMap { TreeVersion(makefile: $0) }, config: build + "/.config",
      commands: [])
    let file = PathText.real(invocation.file)
    let command = CompileCommand(
      path: PathText.relative(file, to: root) ?? file, file: file,
      directory: invocation.directory, arguments: invocation.arguments)
    let vocabulary = try CatalogLoader().load(vocabulary: [], rules: []).vocabulary
    let recipe = UnitRecipe(
      command, of: ScanOrigin(ScanRequest(path: root), description),
      macroConstants: vocabulary.constants)
    try ScanPlan.make(folder)
    try Distributor().extract(
      recipe, options, to: "\(folder)/\(try recipe.name())\(UnitFile.suffix)", depfile: nil)
    return true
  }
}
