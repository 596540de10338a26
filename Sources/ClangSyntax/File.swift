internal import CLibclang

/// A file of a translation unit.
package struct File: Hashable {
  let raw: CXFile
  let unit: TranslationUnit

  /// The name under which the file was opened.
  package var name: String { String(consuming: clang_getFileName(raw)) }

  /// Calls `body` with the text that the parser saw, unsaved texts included.
  package func withContents<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    unit.contents(of: raw).withUnsafeBufferPointer(body)
  }

  package static func == (left: File, right: File) -> Bool { left.raw == right.raw }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(raw)
  }
}
