extension NodePattern {
  /// The keys of a pattern.
  static let keys = ["families", "kinds", "mode", "same", "as"]

  /// Reads a pattern; a missing one matches every resource.
  init(_ value: YAMLValue?) throws(CatalogFailure) {
    let fields = try value?.fields(Self.keys)
    self.init(
      families: try fields?["families"]?.words(ResourceKind.Family.self) ?? [],
      kinds: try fields?["kinds"]?.words(ResourceKind.self) ?? [],
      mode: try fields?["mode"]?.word(LockMode.self),
      same: try fields?["same"]?.string("the label of a resource"),
      label: try fields?["as"]?.string("a label"))
  }
}
