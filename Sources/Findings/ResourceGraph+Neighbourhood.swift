/// Parts of a graph that fit a page.
extension ResourceGraph {
  /// The resources that are nearest to some, over edges in either direction, and the edges between them.
  ///
  /// - Parameters:
  ///   - names: where to begin; names that the graph does not have are passed over.
  ///   - limit: how many resources there may be. Those on a cycle go first, then those with few edges:
  ///     what half of a tree waits for tells little about its neighbours.
  /// - Returns: the part of the graph.
  package func around(_ names: [String], limit: Int) -> ResourceGraph {
    var neighbours: [String: Set<String>] = [:]
    var cyclic: Set<[String]> = []
    for edge in edges {
      neighbours[edge.from, default: []].insert(edge.to)
      neighbours[edge.to, default: []].insert(edge.from)
      if edge.isInCycle { cyclic.formUnion([[edge.from, edge.to], [edge.to, edge.from]]) }
    }
    let known = Set(resources.map(\.name))
    var chosen = names.filter(known.contains)
    var seen = Set(chosen)
    var position = 0
    while position < chosen.count, chosen.count < limit {
      let current = chosen[position]
      func rank(_ name: String) -> (Int, Int, String) {
        (cyclic.contains([current, name]) ? 0 : 1, neighbours[name]?.count ?? 0, name)
      }
      let next = (neighbours[current] ?? []).subtracting(seen).sorted { rank($0) < rank($1) }
      for name in next.prefix(limit - chosen.count) {
        chosen.append(name)
        seen.insert(name)
      }
      position += 1
    }
    return part(seen)
  }

  /// The graph without some resources and their edges.
  package func without(_ isLeftOut: (Resource) -> Bool) -> ResourceGraph {
    part(Set(resources.filter { !isLeftOut($0) }.map(\.name)))
  }

  /// The edges whose evidence stands in a file, and their resources.
  package func inside(_ file: String) -> ResourceGraph {
    let edges = edges.filter { $0.location.file == file }
    let names = Set(edges.flatMap { [$0.from, $0.to] })
    return ResourceGraph(resources: resources.filter { names.contains($0.name) }, edges: edges)
  }

  /// The resources that have most edges, if there are too many.
  ///
  /// - Parameter limit: how many there may be.
  /// - Returns: the part of the graph.
  package func largest(_ limit: Int) -> ResourceGraph {
    var degree: [String: Int] = [:]
    for edge in edges { for name in [edge.from, edge.to] { degree[name, default: 0] += 1 } }
    let names = resources.map(\.name).sorted {
      let (left, right) = (degree[$0] ?? 0, degree[$1] ?? 0)
      return left == right ? $0 < $1 : left > right
    }
    return part(Set(names.prefix(limit)))
  }

  /// The same graph, in which every edge says whether it is on a cycle of the graph.
  ///
  /// - Complexity: a search from each edge's end; linear in the edges for each.
  package var markingCycles: ResourceGraph {
    let next = Dictionary(grouping: edges, by: \.from).mapValues { $0.map(\.to) }
    func reaches(_ start: String, _ goal: String) -> Bool {
      var open = [start]
      var seen: Set<String> = [start]
      while let name = open.popLast() {
        if name == goal { return true }
        for other in next[name] ?? [] where seen.insert(other).inserted { open.append(other) }
      }
      return false
    }
    return ResourceGraph(
      resources: resources,
      edges: edges.map { edge in
        var marked = edge
        marked.isInCycle = reaches(edge.to, edge.from)
        return marked
      })
  }

  /// The graph without the edges that a way round tells as well, for a drawing: of three locks that are
  /// taken one inside the other, two edges stay. Those on a cycle all stay.
  ///
  /// - Parameter names: resources whose own edges stay too.
  /// - Returns: a graph in which the same resources lead to the same others.
  /// - Complexity: a search for each edge; linear in the edges for each.
  package func withoutImplied(keeping names: Set<String> = []) -> ResourceGraph {
    var next = Dictionary(grouping: edges, by: \.from).mapValues { Set($0.map(\.to)) }
    func leads(_ start: String, to goal: String) -> Bool {
      var open = [start]
      var seen: Set<String> = [start]
      while let name = open.popLast() {
        for other in next[name] ?? [] where name != start || other != goal {
          if other == goal { return true }
          if seen.insert(other).inserted { open.append(other) }
        }
      }
      return false
    }
    // One after the other: what is left out cannot be the way round for the next.
    let kept = edges.filter { edge in
      if edge.isInCycle || names.contains(edge.from) || names.contains(edge.to) { return true }
      // Another edge of the same pair, of another kind, went before.
      guard next[edge.from]?.contains(edge.to) == true else { return false }
      guard leads(edge.from, to: edge.to) else { return true }
      next[edge.from]?.remove(edge.to)
      return false
    }
    return ResourceGraph(resources: resources, edges: kept)
  }

  private func part(_ names: Set<String>) -> ResourceGraph {
    ResourceGraph(
      resources: resources.filter { names.contains($0.name) },
      edges: edges.filter { names.contains($0.from) && names.contains($0.to) })
  }
}
