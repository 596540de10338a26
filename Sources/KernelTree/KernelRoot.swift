import Foundation

/// The top folder of a kernel tree.
struct KernelRoot: Hashable, Sendable {
  /// Absolute, with symbolic links resolved, as the build system prints it.
  let path: String
  let version: TreeVersion

  /// Reads a folder as the top of a kernel tree; nil if it is none.
  init?(at folder: String) {
    let makefile = URL(fileURLWithPath: folder + "/Makefile")
    guard FileManager.default.fileExists(atPath: folder + "/Kbuild"),
      let data = try? Data(contentsOf: makefile),
      let version = TreeVersion(makefile: String(decoding: data, as: UTF8.self))
    else { return nil }
    path = PathText.real(folder)
    self.version = version
  }

  /// The kernel tree that a file or folder lies in; nil if it lies in none.
  static func containing(_ path: String) -> KernelRoot? {
    for folder in PathText.ancestors(from: PathText.real(path)) {
      if let root = KernelRoot(at: folder) { return root }
    }
    return nil
  }

  /// The tree that a build folder was made from, by the link that Kbuild leaves there; nil if the
  /// folder is none.
  static func builtIn(_ folder: String) -> KernelRoot? {
    guard FileManager.default.fileExists(atPath: folder + "/.config") else { return nil }
    return KernelRoot(at: folder + "/source")
  }

  /// Whether the tree itself was configured or built in, so that it refuses build folders.
  var isConfiguredInPlace: Bool {
    ["/.config", "/include/config"].contains { FileManager.default.fileExists(atPath: path + $0) }
  }
}
