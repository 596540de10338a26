/// Why there is no translation unit, in memory or in a file. Errors in the C text are diagnostics, not failures.
package enum ParseFailure: Error, Hashable, Sendable {
  /// libclang crashed while it read the file.
  case crashed(path: String)
  /// libclang refused the arguments or could not read the file; `code` is its `CXErrorCode`.
  case rejected(path: String, code: UInt32)
  /// The unit could not be written to a file; `code` is libclang's `CXSaveError`.
  case notSaved(path: String, code: UInt32)
}
