package import Findings

/// Runs the whole analysis: from a path to a report.
package struct Scanner: Sendable {
  package init() {}

  /// Scans what the request names.
  ///
  /// - Parameters:
  ///   - request: what to scan, and how.
  ///   - progress: called from any task, also from several at once.
  /// - Returns: the findings and what was left out.
  /// - Throws: what makes the request as a whole impossible; a single unit that fails is part of
  ///   the report.
  package func scan(
    _ request: ScanRequest, progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> Report {
    throw ScanFailure.notATree(path: request.path)
  }
}
