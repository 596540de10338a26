package import Findings

/// Renders comparisons of lock orders as JSON for machines.
package struct JSONOrderComparison: Sendable {
  private struct Document: Encodable {
    let schemaVersion = 1
    let found: [OrderComparison.Found]
    let missing: [OrderComparison.Missing]
    let unrecorded: [OrderComparison.Order]
  }

  package init() {}

  /// Sorted keys, and a newline at the end: equal comparisons give equal bytes.
  ///
  /// - Parameter comparison: what to render.
  /// - Returns: the document.
  /// - Throws: never in practice; the encoder's signature says that it might.
  package func render(_ comparison: OrderComparison) throws -> String {
    let document = Document(
      found: comparison.found, missing: comparison.missing, unrecorded: comparison.unrecorded)
    return try JSONText.document(document)
  }
}
