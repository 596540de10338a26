extension YAMLValue {
  /// A name that C allows.
  func identifier(_ expected: String = "the name of a C function") throws(CatalogFailure) -> String
  {
    let text = try string(expected)
    guard Self.isIdentifier(text) else { throw .wrongType(place, key: key, expected: expected) }
    return text
  }

  /// A field of a structure: `record.field`.
  func fieldName() throws(CatalogFailure) -> String {
    let text = try string("a field, as record.field")
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ Self.isIdentifier(String($0)) }) else {
      throw .wrongType(place, key: key, expected: "a field, as record.field")
    }
    return text
  }

  private static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
    }
  }
}
