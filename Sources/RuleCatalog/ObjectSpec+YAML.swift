extension ObjectSpec {
  private static let forms =
    "the index of an argument from 0, 'return', {value: ...} or {named: ...}"

  /// Reads `0`, `return`, `{value: 0}` or `{named: folio lock}`.
  init(_ value: YAMLValue) throws(CatalogFailure) {
    if value.integer != nil {
      self = .argument(try value.argument())
    } else if value.isMapping {
      let form = try value.single(["named", "value"])
      self =
        form.key == "value"
        ? .value(try form.argument()) : .named(try form.string("the name of a resource"))
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
