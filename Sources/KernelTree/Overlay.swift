import Foundation

/// Texts that stand for files without being written to them: a patched tree, a mutated unit.
package struct Overlay: Hashable, Sendable {
  /// Text by absolute path.
  package private(set) var texts: [String: String]

  /// Paths are made absolute and free of `.` and `..`, as units name them.
  package init(texts: [String: String] = [:]) {
    self.texts = [:]
    for (path, text) in texts { self[path] = text }
  }

  package var isEmpty: Bool { texts.isEmpty }

  /// The text that stands for a file; nil if the file speaks for itself.
  package subscript(path: String) -> String? {
    get { texts[PathText.absolute(path)] }
    set { texts[PathText.absolute(path)] = newValue }
  }

  /// A file as this overlay shows it. Bytes that are no UTF-8 are replaced, as old kernel comments
  /// hold Latin-1.
  ///
  /// - Throws: `KernelTreeFailure.unreadable` if there is no text and no readable file.
  package func text(of path: String) throws(KernelTreeFailure) -> String {
    if let text = self[path] { return text }
    return String(decoding: try SourceFile.bytes(of: path), as: UTF8.self)
  }
}
