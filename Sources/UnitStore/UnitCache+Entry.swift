extension UnitCache {
  /// A unit to be stored.
  package struct Entry: Sendable {
    let key: UnitKey
    let unit: EncodedUnit
    let files: [String]
    let missing: [String]
    let begun: Int64

    /// - Parameters:
    ///   - key: what asks for the unit.
    ///   - unit: the unit.
    ///   - files: the absolute paths of all files that it was made of.
    ///   - missing: the absolute paths at which a file would have been part of it, had there been one.
    ///   - begun: a time at which none of them had been read, from `UnitCache.now()`.
    package init(
      key: UnitKey, unit: EncodedUnit, files: [String], missing: [String] = [], begun: Int64
    ) {
      self.key = key
      self.unit = unit
      self.files = files
      self.missing = missing
      self.begun = begun
    }
  }

  /// The time, as entries give it: in nanoseconds since 1970.
  package static func now() -> Int64 { FileStamp.now() }
}
