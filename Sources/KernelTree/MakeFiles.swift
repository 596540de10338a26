import Foundation

/// The files of a kernel tree that make and its scripts read, and which sources there are.
struct MakeFiles {
  /// Makefiles, and everything in the folder of scripts; absolute, in no order.
  private(set) var paths: [String] = []
  /// Stands for the set of the names of all C and assembler files.
  private(set) var sources: UInt64 = 0

  /// Hidden files and folders are left out: those of version control, and what editors leave.
  init(below root: String) {
    var folders = [root]
    while let folder = folders.popLast() {
      let holdsScripts = folder == root + "/scripts" || folder.hasPrefix(root + "/scripts/")
      Self.forEachEntry(of: folder) { name, isFolder in
        let path = folder + "/" + name
        if isFolder {
          folders.append(path)
        } else if holdsScripts || Self.isMakefile(name) {
          paths.append(path)
        } else if name.hasSuffix(".c") || name.hasSuffix(".S") {
          // A sum, for which the order does not matter that the file system has its names in.
          sources &+= StableHash.number(path)
        }
      }
    }
  }

  private static func isMakefile(_ name: String) -> Bool {
    name.hasPrefix("Makefile") || name.hasPrefix("Kbuild") || name.hasSuffix(".mk")
  }

  private static func forEachEntry(of folder: String, _ take: (String, Bool) -> Void) {
    // `FileManager` takes ten times as long.
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        UnsafeRawPointer(pointer).withMemoryRebound(to: CChar.self, capacity: 256) {
          String(cString: $0)
        }
      }
      if name.hasPrefix(".") { continue }
      take(name, isFolder(entry.pointee.d_type, folder + "/" + name))
    }
  }

  private static func isFolder(_ type: UInt8, _ path: String) -> Bool {
    // Some file systems do not say.
    guard Int(type) == Int(DT_UNKNOWN) else { return Int(type) == Int(DT_DIR) }
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
