internal import CLibclang

/// A file of a translation unit.
package struct File: Hashable {
  let raw: CXFile
  let unit: TranslationUnit

  /// The name under which the file was opened.
  package var name: String { String(consuming: clang_getFileName(raw)) }

  /// Calls `body` with the text that the parser saw, unsaved texts included.
  package func withContents<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var size = 0
    let start = clang_getFileContents(unit.raw, raw, &size)
    return withExtendedLifetime(unit) {
      guard let start else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
      return start.withMemoryRebound(to: UInt8.self, capacity: size) {
        body(UnsafeBufferPointer(start: $0, count: size))
      }
    }
  }

  package static func == (left: File, right: File) -> Bool { left.raw == right.raw }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(raw)
  }
}
