/// The units that compiler calls name: each once, named relative to the tree, with what is wrong
/// with them.
struct UnitList {
  let commands: [CompileCommand]
  /// Units with a defect of their own.
  let skipped: [SkippedFile]
  /// Files that were asked for by name and are no units.
  let missed: [SkippedFile]

  var isEmpty: Bool { commands.isEmpty && skipped.isEmpty }

  /// - Parameters:
  ///   - root: The absolute path of the tree.
  ///   - build: The absolute path of a build folder outside it, where generated C files are.
  ///   - invocations: The compiler calls. Of several for one file, the one whose object is named
  ///     after the file counts, as the others are for special environments such as a boot stub;
  ///     else the first.
  ///   - selection: What to leave out.
  init(root: String, build: String?, invocations: [CompilerInvocation], selection: Selection) {
    var chosen: [String: CompilerInvocation] = [:]
    for invocation in invocations {
      let name = Self.name(of: invocation.file, root: root, build: build)
      // What the build makes for itself.
      let isTool = invocation.isKernel && name.hasPrefix("scripts/")
      guard selection.contains(name), !isTool else { continue }
      let object = name.dropLast(2) + ".o"
      if chosen[name] == nil || invocation.object.map({ $0 == object }) ?? false {
        chosen[name] = invocation
      }
    }
    var commands: [CompileCommand] = []
    var skipped: [SkippedFile] = []
    for (name, invocation) in chosen {
      if let defect = SourceFile.defect(of: invocation.file) {
        skipped.append(SkippedFile(file: name, reason: defect))
      } else {
        commands.append(
          CompileCommand(
            path: name, file: invocation.file, directory: invocation.directory,
            arguments: invocation.arguments))
      }
    }
    // The order of a dictionary differs between runs.
    self.commands = commands.sorted { $0.path < $1.path }
    self.skipped = skipped.sorted { $0.file < $1.file }
    missed = selection.files.filter { chosen[$0] == nil }.map { file in
      SkippedFile(
        file: file,
        reason: SourceFile.defect(of: root + "/" + file)
          ?? "not built in this configuration; turn its option on with --enable")
    }
  }

  private static func name(of file: String, root: String, build: String?) -> String {
    if let build, let path = PathText.relative(file, to: build) { return path }
    return PathText.relative(file, to: root) ?? file
  }
}
