import Foundation

/// A file that the user names for what is written.
struct OutputFile {
  let path: String

  /// Writes the text: a regular file whole or not at all; what is none, a device or a pipe, is written to and never
  /// replaced, and so is what a symbolic link leads to.
  ///
  /// - Throws: `OutputFailure`
  func write(_ text: String) throws(OutputFailure) {
    let file = URL(filePath: path).resolvingSymlinksInPath()
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    let type = attributes?[.type] as? FileAttributeType ?? .typeRegular
    do {
      if type == .typeRegular {
        try Data(text.utf8).write(to: file, options: .atomic)
      } else {
        try FileHandle(forWritingTo: file).write(contentsOf: Data(text.utf8))
      }
    } catch {
      throw OutputFailure(path: path)
    }
  }
}
