/// Why a file gave no unit at all. Errors in the C text are diagnostics of the unit instead.
package enum ExtractionFailure: Error, Hashable, Sendable {
  /// The file is not there or is not readable.
  case unreadable(path: String)
  /// The parser crashed on the file.
  case parserCrashed(path: String)
  /// The parser refused the compiler options; `code` is libclang's.
  case rejected(path: String, code: UInt32)
  /// A precompiled header could not be written, or has errors; `code` is libclang's.
  case notSaved(path: String, code: UInt32)
  /// There is no memory for the thread that reads the file.
  case noThread(path: String)
}
