/// A closed chain of edges: each one's second resource is the next one's first.
package struct Cycle: Sendable {
  /// In order; the last leads back to the first.
  package let edges: [GraphEdge]
  /// A lock that is only asked for by readers while readers hold it: the chain closes only if a writer
  /// queues between them.
  package let needsWriterOf: ResourceID?
}
