import LockIR

/// Tells where two tasks mean the locks of two different parts of objects: a structure that has a lock may be a part
/// of others under several names, and is another object in each.
struct EmbeddedParts {
  let tracer: AccessPathTracer

  /// Whether a task of a chain asks for the lock of one part, and the next one holds that of another.
  ///
  /// - Complexity: linear in the length of the ways to the locks.
  func keepApart(_ edges: [HoldEdge]) -> Bool {
    edges.indices.contains { position in
      let holding = edges[(position + 1) % edges.count]
      return areApart(
        tracer.path(toLockAskedBy: edges[position]),
        tracer.path(toHeld: holding.held, in: holding.summary))
    }
  }

  /// Whether two activations take the locks of two parts.
  func areApart(_ first: (EffectID, Activation), _ second: (EffectID, Activation)) -> Bool {
    areApart(
      tracer.path(toLockOf: first.0, in: first.1), tracer.path(toLockOf: second.0, in: second.1))
  }

  private func areApart(_ first: AccessPath?, _ second: AccessPath?) -> Bool {
    guard let first = first?.part, let second = second?.part else { return false }
    return first != second
  }
}

extension AccessPath {
  /// What part of an object it is that has the lock at the end, if it is no object of its own.
  fileprivate var part: FieldKey? {
    guard case .field(.field(_, let part), _) = self else { return nil }
    return part
  }
}
