extension ObjectSpec {
  private static let forms =
    "the index of an argument from 0, 'return', 'caller', {value: ...}, {field: ...} or {named: ...}"

  private static let words: [String: ObjectSpec] = ["return": .returned, "caller": .caller]

  /// Reads `0`, `return`, `caller`, `{value: 0}`, `{field: record.name}` or `{named: folio lock}`.
  init(_ value: YAMLValue) throws(CatalogFailure) {
    if value.integer != nil {
      self = .argument(try value.argument())
    } else if value.isMapping {
      let form = try value.single(["named", "value", "field"])
      switch form.key {
      case "value": self = .value(try form.argument())
      case "field": self = .field(try form.fieldName())
      default: self = .named(try form.string("the name of a resource"))
      }
    } else if let word = Self.words[try value.string(Self.forms)] {
      self = word
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
