/// What may be waited for while what is held, as a drawing needs it.
package struct ResourceGraph: Hashable, Sendable, Codable {
  /// The first resource may stay unavailable until the second is available.
  package struct Edge: Hashable, Sendable, Codable {
    package let from: String
    package let to: String
    /// In the rules' words: `hold-and-wait`, `signal-after`.
    package let kind: String
    /// Where the best evidence is.
    package let location: SourceLocation
    /// Whether a chain of edges leads back from the second to the first.
    package var isInCycle: Bool

    package init(
      from: String, to: String, kind: String, location: SourceLocation, isInCycle: Bool = false
    ) {
      self.from = from
      self.to = to
      self.kind = kind
      self.location = location
      self.isInCycle = isInCycle
    }
  }

  /// Sorted by name, no name twice.
  package let resources: [Resource]
  /// Sorted by names and kind, one for each pair and kind.
  package let edges: [Edge]

  package init(resources: [Resource], edges: [Edge]) {
    let named = Dictionary(resources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.resources = named.values.sorted { $0.name < $1.name }
    var seen: [[String]: Edge] = [:]
    for edge in edges {
      let key = [edge.from, edge.to, edge.kind]
      if seen[key] == nil { seen[key] = edge }
    }
    self.edges = seen.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }
}
