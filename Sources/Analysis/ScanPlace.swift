import Foundation
import KernelTree

/// Where a path that is to be scanned belongs.
package enum ScanPlace {
  /// The absolute top folder of the kernel tree that a path lies in; else the folder itself, or that of
  /// the file.
  package static func top(of path: String) -> String {
    let root = TreeRoot.containing(path)
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: root, isDirectory: &isFolder)
    return exists && !isFolder.boolValue ? PathText.parent(of: root) : root
  }
}
