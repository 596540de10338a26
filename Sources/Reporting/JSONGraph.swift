package import Findings

/// Renders graphs as JSON for machines.
package struct JSONGraph: Sendable {
  private struct Document: Encodable {
    let schemaVersion = 1
    let resources: [Resource]
    let edges: [ResourceGraph.Edge]
  }

  package init() {}

  /// Sorted keys, and a newline at the end: equal graphs give equal bytes.
  ///
  /// - Parameter graph: what to render.
  /// - Returns: the document.
  /// - Throws: never in practice; the encoder's signature says that it might.
  package func render(_ graph: ResourceGraph) throws -> String {
    let document = Document(resources: graph.resources, edges: graph.edges)
    return try JSONText.document(document)
  }
}
