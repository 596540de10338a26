import Foundation

/// Paths as text. Nothing here looks at the disk, but for `real`.
package enum PathText {
  /// The path without `.`, `..` and doubled slashes, made absolute from a folder.
  package static func absolute(_ path: String, in folder: String? = nil) -> String {
    if path.hasPrefix("/") { return normalized(path) }
    let base = folder ?? FileManager.default.currentDirectoryPath
    return normalized(base + "/" + path)
  }

  /// The part of an absolute path below an absolute folder; nil if it is elsewhere. The folder
  /// itself is `""`.
  package static func relative(_ path: String, to folder: String) -> String? {
    if path == folder { return "" }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
  }

  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  package static func name(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }

  /// The absolute path with symbolic links resolved, as the kernel's build system prints it. The
  /// part that does not exist stays as it is.
  package static func real(_ path: String) -> String {
    URL(fileURLWithPath: absolute(path)).resolvingSymlinksInPath().path
  }

  /// The folder and all that it lies in, up to `/`.
  package static func ancestors(from folder: String) -> [String] {
    var all = [folder]
    while let last = all.last, last != "/" { all.append(parent(of: last)) }
    return all
  }

  private static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": _ = parts.popLast()
      default: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }
}
