internal import CLibclang

/// A complaint of the parser.
package struct Diagnostic {
  /// How bad it is.
  package enum Severity: Hashable, Sendable {
    case ignored, note, warning, error, fatal
    case other(UInt32)
  }

  package let severity: Severity
  package let message: String
  package let location: SourceLocation

  init(takingOwnershipOf raw: CXDiagnostic, in unit: TranslationUnit) {
    defer { clang_disposeDiagnostic(raw) }
    let level = clang_getDiagnosticSeverity(raw)
    severity =
      switch level {
      case CXDiagnostic_Ignored: .ignored
      case CXDiagnostic_Note: .note
      case CXDiagnostic_Warning: .warning
      case CXDiagnostic_Error: .error
      case CXDiagnostic_Fatal: .fatal
      default: .other(UInt32(level.rawValue))
      }
    message = String(consuming: clang_getDiagnosticSpelling(raw))
    location = SourceLocation(clang_getDiagnosticLocation(raw), in: unit)
  }
}
