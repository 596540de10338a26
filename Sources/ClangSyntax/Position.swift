/// A place in a file.
package struct Position: Hashable {
  package let file: File
  /// 1-based.
  package let line: UInt32
  /// 1-based, in bytes.
  package let column: UInt32
  /// In bytes from the file's start.
  package let offset: Int
}
