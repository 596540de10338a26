/// What a model is built from: its variant, and a value for each of its sizes.
struct ModelConfiguration {
  let variant: ModelVariant
  let sizes: [String: Int]

  /// The element of the fix is there.
  func has(_ name: String) -> Bool {
    switch variant {
    case .buggy: false
    case .fixed: true
    case .without(let left): left != name
    }
  }

  func size(_ name: String) -> Int { sizes[name] ?? 0 }
}
