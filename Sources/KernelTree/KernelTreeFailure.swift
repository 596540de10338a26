/// Why a tree cannot be read. Each description is one line that names the file and what to do.
package enum KernelTreeFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case noSuchPath(String)
  case mixedPaths(String)
  case notC(file: String)
  case noSourceFiles(folder: String)
  case notAKernelTree(String)
  case notABuildFolder(String)
  case notConfigured(tree: String)
  case notPrepared(tree: String, reason: String)
  case treeNotClean(tree: String)
  case unknownConfiguration(String, tree: String)
  case unknownOption(String, tree: String)
  case missingTools([BuildTool])
  case preparationFailed(tree: String, output: String)
  case dryRunFailed(tree: String, output: String)
  case noSuchSubfolder(String, tree: String)
  case nothingBuilt(only: [String], tree: String)
  case malformedDatabase(file: String, reason: String)
  case emptyDatabase(file: String)
  case unreadable(file: String, reason: String)
  case unwritable(folder: String, reason: String)
  case cannotRun(program: String, reason: String)
  case cancelled

  package var description: String {
    switch self {
    case .noSuchPath(let path):
      "\(path): no such file or folder"
    case .mixedPaths(let path):
      "\(path): give one folder, or C files only; scan several folders one after the other"
    case .notC(let file):
      "\(file): not a C source file (.c); give a folder or .c files"
    case .noSourceFiles(let folder):
      "\(folder): no .c file in this folder or below; give a kernel tree or a folder of C files"
    case .notAKernelTree(let path):
      "\(path): not in a kernel tree (no top Makefile with VERSION and PATCHLEVEL): "
        + "--build and --config need one"
    case .notABuildFolder(let folder):
      "\(folder): no .config in this build folder: configure it with "
        + "make O=\(folder) defconfig prepare, or use --config defconfig"
    case .notConfigured(let tree):
      "\(tree): this kernel tree has no configuration: add --config defconfig, or --build DIR with "
        + "the build folder of a configured kernel"
    case .notPrepared(let tree, let reason):
      "\(tree): configured, but \(reason): run make prepare there first"
    case .treeNotClean(let tree):
      "\(tree): this tree is configured in place, which does not go with a second configuration: "
        + "leave --config out to use the one it has, or run make mrproper there"
    case .unknownConfiguration(let name, let tree):
      "\(name): neither a file nor a configuration that \(tree) knows; try defconfig or allmodconfig"
    case .unknownOption(let name, let tree):
      "CONFIG_\(name): no such configuration option in \(tree)"
    case .missingTools(let tools):
      "\(Self.list(tools.map(\.name))) \(tools.count == 1 ? "is" : "are") missing, which the "
        + "kernel's build system needs: "
        + "apt-get install \(Self.unique(tools.map(\.package)).joined(separator: " "))"
    case .preparationFailed(let tree, let output):
      "\(tree): its headers could not be prepared: \(output)"
    case .dryRunFailed(let tree, let output):
      "\(tree): its build system printed no compile command: \(output)"
    case .noSuchSubfolder(let path, let tree):
      "\(path): no such file or folder in \(tree)"
    case .nothingBuilt(let only, let tree):
      "\(only.joined(separator: ", ")): nothing there is built in this configuration of \(tree); "
        + "turn its option on with --enable"
    case .malformedDatabase(let file, let reason):
      "\(file): not a compilation database: \(reason)"
    case .emptyDatabase(let file):
      "\(file): this compilation database names no C file; make it anew after a build"
    case .unreadable(let file, let reason):
      "\(file): cannot be read: \(reason)"
    case .unwritable(let folder, let reason):
      "\(folder): cannot be written: \(reason); choose another cache with --cache DIR"
    case .cannotRun(let program, let reason):
      "\(program): cannot be run: \(reason)"
    case .cancelled:
      "cancelled"
    }
  }

  private static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
