/// A closed chain of edges: each one's second resource is the next one's first.
package struct Cycle: Sendable {
  /// In order; the last leads back to the first.
  package let edges: [GraphEdge]
  /// A lock that is only asked for by readers while readers hold it: the chain closes only if a writer
  /// queues between them.
  package let needsWriterOf: ResourceID?
  /// How many locks of the cycle are likely two objects: one task calls its own a subclass, as lockdep wants
  /// where two of a class are held, and another one does not; or means a certain one.
  package let otherInstances: Int

  init(edges: [GraphEdge], needsWriterOf: ResourceID?, otherInstances: Int = 0) {
    self.edges = edges
    self.needsWriterOf = needsWriterOf
    self.otherInstances = otherInstances
  }
}
