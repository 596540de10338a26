extension ObjectSpec {
  private static let forms = "the index of an argument from 0, 'return', or {named: ...}"

  /// Reads `0`, `return` or `{named: folio lock}`.
  init(_ value: YAMLValue) throws(CatalogFailure) {
    if value.integer != nil {
      self = .argument(try value.argument())
    } else if value.isMapping {
      self = .named(try value.single(["named"]).string("the name of a resource"))
    } else if try value.string(Self.forms) == "return" {
      self = .returned
    } else {
      throw .wrongType(value.place, key: value.key, expected: Self.forms)
    }
  }

  /// Reads an object that may be missing.
  static func optional(_ value: YAMLValue?) throws(CatalogFailure) -> ObjectSpec? {
    guard let value else { return nil }
    return try ObjectSpec(value)
  }
}
