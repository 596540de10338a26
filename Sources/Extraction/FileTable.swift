import ClangSyntax
import LockIR

/// Names files the way that the tree names them.
struct FileTable {
  private let workingDirectory: String
  /// Longest first, each with a slash at its end.
  private let roots: [String]
  private var paths: [File: String] = [:]

  init(workingDirectory: String, roots: [String]) {
    self.workingDirectory = workingDirectory
    self.roots = roots.map { Self.normalize($0) + "/" }
      .sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  /// The path relative to the innermost root; absolute for a file outside all of them.
  mutating func path(of file: File) -> String {
    if let known = paths[file] { return known }
    let path = relative(file.name)
    paths[file] = path
    return path
  }

  /// The absolute path of a file, from the name under which it was opened.
  func absolute(_ name: String) -> String {
    Self.normalize(name.hasPrefix("/") ? name : workingDirectory + "/" + name)
  }

  func relative(_ name: String) -> String {
    let absolute = absolute(name)
    for root in roots where absolute.hasPrefix(root) {
      return String(absolute.dropFirst(root.count))
    }
    return absolute
  }

  /// Takes `.`, `..` and doubled slashes out of an absolute path.
  private static func normalize(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        _ = parts.popLast()
      } else {
        parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }
}
