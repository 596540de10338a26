import Foundation

/// What the paths of a request turn out to be.
enum Subject: Hashable, Sendable {
  /// A kernel tree, the build folder given for it, and the part of it to read.
  case tree(KernelRoot, build: String?, only: [String])
  /// A compilation database, the folder that its paths are relative to if in no kernel tree, and
  /// the part of it to read.
  case database(file: String, root: String, only: [String])
  /// A folder of C files.
  case corpus(folder: String)
  /// C files in no kernel tree.
  case files([String])

  /// - Throws: `KernelTreeFailure` if a path does not exist, is not C, or does not go with the
  ///   others.
  init(of request: TreeRequest) throws(KernelTreeFailure) {
    let paths = request.paths.isEmpty ? ["."] : request.paths
    let kinds = try paths.map { path throws(KernelTreeFailure) in try Self.kind(of: path) }
    let folders = kinds.filter(\.isFolder)
    if let folder = folders.first {
      guard kinds.count == 1 else { throw .mixedPaths(folder.path) }
      self = try Self.folder(folder.path, request: request)
    } else {
      self = try Self.files(kinds.map(\.path), request: request)
    }
  }

  private static func kind(
    of path: String
  ) throws(KernelTreeFailure) -> (path: String, isFolder: Bool) {
    var isFolder: ObjCBool = false
    let real = PathText.real(path)
    guard FileManager.default.fileExists(atPath: real, isDirectory: &isFolder) else {
      throw .noSuchPath(path)
    }
    return (real, isFolder.boolValue)
  }

  private static func folder(
    _ folder: String, request: TreeRequest
  ) throws(KernelTreeFailure) -> Subject {
    if let database = request.database {
      let root = KernelRoot.containing(folder)
      return .database(
        file: try existing(database), root: root?.path ?? folder,
        only: root.map { only(request.only, of: folder, in: $0) } ?? request.only)
    }
    if let root = KernelRoot.containing(folder) {
      let only = only(request.only, of: folder, in: root)
      return try tree(root, only: only, request: request)
    }
    if let root = KernelRoot.builtIn(folder), request.buildDirectory == nil {
      var inside = request
      inside.buildDirectory = folder
      return try tree(root, only: request.only, request: inside)
    }
    if request.configuration != nil || request.buildDirectory != nil {
      throw .notAKernelTree(folder)
    }
    let file = folder + "/compile_commands.json"
    return FileManager.default.fileExists(atPath: file)
      ? .database(file: file, root: folder, only: request.only) : .corpus(folder: folder)
  }

  /// Paths below a folder of a tree, as paths below the tree; the folder itself if there are none.
  private static func only(_ paths: [String], of folder: String, in root: KernelRoot) -> [String] {
    let part = PathText.relative(folder, to: root.path) ?? ""
    if part.isEmpty { return paths }
    return paths.isEmpty ? [part] : paths.map { PathText.absolute($0, in: folder) }
  }

  private static func files(
    _ files: [String], request: TreeRequest
  ) throws(KernelTreeFailure) -> Subject {
    if files.count == 1, PathText.name(of: files[0]).hasSuffix(".json") {
      return .database(file: files[0], root: PathText.parent(of: files[0]), only: request.only)
    }
    if let other = files.first(where: { !$0.hasSuffix(".c") }) { throw .notC(file: other) }
    if let root = KernelRoot.containing(files[0]) {
      var parts: [String] = []
      for file in files {
        guard let part = PathText.relative(file, to: root.path) else { throw .mixedPaths(file) }
        parts.append(part)
      }
      return try tree(root, only: parts, request: request)
    }
    if request.configuration != nil || request.buildDirectory != nil {
      throw .notAKernelTree(files[0])
    }
    return .files(Set(files).sorted())
  }

  /// A tree with its database, if there is one and no configuration was asked for, else by a dry
  /// run.
  private static func tree(
    _ root: KernelRoot, only: [String], request: TreeRequest
  ) throws(KernelTreeFailure) -> Subject {
    if let database = request.database {
      return .database(file: try existing(database), root: root.path, only: only)
    }
    var build: String?
    if let given = request.buildDirectory {
      let folder = try existing(given)
      let hasConfig = FileManager.default.fileExists(atPath: folder + "/.config")
      let hasDatabase = FileManager.default.fileExists(atPath: folder + "/compile_commands.json")
      guard hasConfig || hasDatabase else { throw .notABuildFolder(folder) }
      build = folder
    }
    let isNew =
      request.configuration != nil || !request.enable.isEmpty || !request.disable.isEmpty
    let file = (build ?? root.path) + "/compile_commands.json"
    if !isNew, FileManager.default.fileExists(atPath: file) {
      return .database(file: file, root: root.path, only: only)
    }
    return .tree(root, build: build, only: only)
  }

  private static func existing(_ path: String) throws(KernelTreeFailure) -> String {
    let real = PathText.real(path)
    guard FileManager.default.fileExists(atPath: real) else { throw .noSuchPath(path) }
    return real
  }
}
