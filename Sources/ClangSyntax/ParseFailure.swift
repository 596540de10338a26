/// Why there is no translation unit at all. Errors in the C text are diagnostics, not failures.
package enum ParseFailure: Error, Hashable, Sendable {
  /// libclang crashed while it read the file.
  case crashed(path: String)
  /// libclang refused the arguments or could not read the file; `code` is its `CXErrorCode`.
  case rejected(path: String, code: UInt32)
}
