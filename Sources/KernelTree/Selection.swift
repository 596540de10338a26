import Foundation

/// The part of a tree that a run is restricted to.
struct Selection: Hashable, Sendable {
  /// Relative to the root, without a slash at the end; nothing selected means all.
  let paths: [String]

  /// Those of the paths that are C files.
  var files: [String] { paths.filter { $0.hasSuffix(".c") } }

  /// The folders to ask the build system for, none below another; empty for all.
  var folders: [String] {
    let all = paths.map { $0.hasSuffix(".c") ? PathText.parent(of: $0) : $0 }
    // A file at the top is built by the top folder, which is all.
    if all.contains(".") || all.contains("") { return [] }
    return Set(all).sorted().filter { folder in
      !all.contains { $0 != folder && PathText.relative(folder, to: $0) != nil }
    }
  }

  /// - Parameters:
  ///   - texts: Paths below the root, or absolute ones that lie in it.
  ///   - root: The absolute root.
  /// - Throws: `KernelTreeFailure.noSuchSubfolder`
  init(_ texts: [String], in root: String) throws(KernelTreeFailure) {
    var paths: [String] = []
    for text in texts {
      let path = PathText.real(PathText.absolute(text, in: root))
      guard let relative = PathText.relative(path, to: root),
        FileManager.default.fileExists(atPath: path)
      else { throw .noSuchSubfolder(text, tree: root) }
      paths.append(relative)
    }
    // The root itself is no restriction.
    self.paths = paths.contains("") ? [] : paths
  }

  /// Whether a path relative to the root is selected.
  func contains(_ path: String) -> Bool {
    paths.isEmpty || paths.contains { PathText.relative(path, to: $0) != nil }
  }
}
