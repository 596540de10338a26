/// The entries of a mapping whose keys have been checked.
package struct YAMLFields {
  package let owner: YAMLValue
  let entries: [String: YAMLValue]

  /// The value of a key that may be missing.
  package subscript(_ key: String) -> YAMLValue? { entries[key] }

  /// The value of a key that must be there.
  package func required(_ key: String) throws(CatalogFailure) -> YAMLValue {
    guard let value = entries[key] else {
      throw .missingKey(owner.place, key: key, of: "'\(owner.key)'")
    }
    return value
  }

  /// The value of a flag, false if it is missing.
  package func flag(_ key: String) throws(CatalogFailure) -> Bool {
    guard let value = entries[key] else { return false }
    return try value.flag()
  }
}
