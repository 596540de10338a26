extension RuleMatch {
  private static let shapes = [
    "blocking-under", "interrupted-by", "unbalanced", "mask-ignored", "cycle",
  ]

  /// Reads the `match` of a rule: one of the shapes, with what belongs to it.
  init(_ value: YAMLValue) throws(CatalogFailure) {
    let keys = try value.fields(Self.shapes + ["writer-of", "contexts", "declared-by", "except"])
    if let writer = keys["writer-of"], keys["cycle"] == nil {
      throw .missingKey(writer.place, key: "cycle", of: "a match with 'writer-of'")
    }
    let shapes = Self.shapes.compactMap { keys[$0] }
    guard let shape = shapes.first, shapes.count == 1 else {
      throw .wrongType(
        value.place, key: value.key,
        expected: "a mapping with exactly one of \(Self.shapes.joined(separator: ", "))")
    }
    if let contexts = keys["contexts"], !["blocking-under", "unbalanced"].contains(shape.key) {
      throw .missingKey(
        contexts.place, key: "blocking-under", of: "a match with 'contexts'")
    }
    if let declaredBy = keys["declared-by"], shape.key != "unbalanced" {
      throw .missingKey(
        declaredBy.place, key: "unbalanced", of: "a match with 'declared-by'")
    }
    if let except = keys["except"], shape.key != "blocking-under" {
      throw .missingKey(except.place, key: "blocking-under", of: "a match with 'except'")
    }
    let contexts = try keys["contexts"]?.words(CallContext.self) ?? []
    let kinds = ResourceKind.allCases.filter { $0.family == .section || $0.family == .lock }
    switch shape.key {
    case "blocking-under":
      self = .blocking(
        under: try shape.words(ResourceKind.self, among: kinds), contexts: contexts,
        except: try keys["except"].map { value throws(CatalogFailure) in
          try Self.readExemption(value, kinds)
        })
    case "interrupted-by":
      self = .interruptedBy(try shape.words(CallContext.self))
    case "unbalanced":
      self = .unbalanced(
        try shape.words(ResourceKind.self, among: kinds), contexts: contexts,
        declaredBy: try keys["declared-by"]?.strings(of: "attributes") ?? [])
    case "mask-ignored":
      _ = try shape.fields([])
      self = .maskIgnored
    default:
      self = try Self.readCycle(shape, writer: keys["writer-of"])
    }
  }

  private static func readExemption(
    _ value: YAMLValue, _ kinds: [ResourceKind]
  ) throws(CatalogFailure) -> BlockingExemption {
    let keys = try value.fields(["acquiring", "under", "contexts"])
    return BlockingExemption(
      locks: try keys.required("acquiring").words(
        ResourceKind.self, among: kinds.filter { $0.family == .lock }),
      sections: try keys["under"]?.words(ResourceKind.self, among: kinds) ?? [],
      contexts: try keys["contexts"]?.words(CallContext.self) ?? [])
  }

  private static func readCycle(
    _ list: YAMLValue, writer: YAMLValue?
  ) throws(CatalogFailure) -> RuleMatch {
    var edges: [EdgePattern] = []
    // A label may be used by the pattern that closes the cycle, so all of them are known first.
    var uses: [(value: YAMLValue, label: String)] = []
    for value in try list.list(of: "edges") {
      let keys = try value.fields(["edge", "from", "to", "count"])
      for end in [keys["from"], keys["to"]] {
        if let same = try end?.fields(NodePattern.keys)["same"] {
          uses.append((same, try same.string("the label of a resource")))
        }
      }
      edges.append(
        EdgePattern(
          kinds: try keys.required("edge").words(EdgeKind.self),
          from: try NodePattern(keys["from"]), to: try NodePattern(keys["to"]),
          count: try readCount(keys["count"])))
    }
    let lock = try writer?.string("the label of a lock, or 'any'")
    if let writer, let lock, lock != RuleMatch.anyLock { uses.append((writer, lock)) }
    let match = RuleMatch.cycle(edges, writerOf: lock)
    for use in uses where !match.labels.contains(use.label) {
      throw .unknownLabel(
        use.value.place, key: use.value.key, label: use.label, known: match.labels)
    }
    return match
  }

  private static func readCount(_ value: YAMLValue?) throws(CatalogFailure) -> ClosedRange<Int> {
    guard let value else { return 1...1 }
    let expected = "[min, max], two numbers from 0 with min not above max"
    var bounds: [Int] = []
    for item in try value.list(of: "two numbers") {
      guard let bound = item.integer else {
        throw .wrongType(item.place, key: "count", expected: expected)
      }
      bounds.append(bound)
    }
    guard bounds.count == 2, bounds[0] >= 0, bounds[0] <= bounds[1] else {
      throw .wrongType(value.place, key: "count", expected: expected)
    }
    return bounds[0]...bounds[1]
  }

  /// The labels that the patterns of a cycle define, in their order.
  var labels: [String] {
    guard case .cycle(let edges, _) = self else { return [] }
    return edges.flatMap { [$0.from.label, $0.to.label] }.compactMap(\.self)
  }

  /// A message whose placeholders are all labels of this match, or `resource`.
  func checked(message value: YAMLValue) throws(CatalogFailure) -> String {
    let text = try value.string("one sentence")
    let known = ["resource"] + labels
    for part in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
      let label = part.prefix { $0 != "}" }
      guard known.contains(String(label)) else {
        throw .unknownLabel(value.place, key: "message", label: String(label), known: known)
      }
    }
    return text
  }
}
