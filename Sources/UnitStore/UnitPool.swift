package import LockIR

/// Units of a run as bytes, with each function of a header once.
///
/// A decoded unit takes several times the memory of its bytes, and most of what units consist of they
/// have in common: so they are kept like this until the whole program is put together.
package struct UnitPool: Sendable {
  private struct Member {
    let body: [UInt8]
    let functions: [ContentHash]
  }

  private var members: [Int: Member] = [:]
  private var functions: [ContentHash: [UInt8]] = [:]

  package init() {}

  /// Whether there is a unit at an index.
  package func contains(_ index: Int) -> Bool { members[index] != nil }

  package mutating func insert(_ unit: EncodedUnit, at index: Int) {
    members[index] = Member(body: unit.body, functions: unit.shared.map(\.hash))
    for function in unit.shared where functions[function.hash] == nil {
      functions[function.hash] = function.bytes
    }
  }

  /// Takes the unit at an index of another pool, if there is one.
  package mutating func insert(from other: UnitPool, at source: Int, as index: Int) {
    guard let member = other.members[source] else { return }
    members[index] = member
    for hash in member.functions { functions[hash] = other.functions[hash] }
  }

  /// - Throws: `StoreFailure.malformed` if `function` gives none of the functions that the unit needs
  ///   and that no other unit had.
  mutating func insert(
    _ unit: StoredUnit, at index: Int, function: (ContentHash) throws -> [UInt8]?
  ) throws {
    for hash in unit.functions where functions[hash] == nil {
      guard let bytes = try function(hash), ContentHash(of: bytes) == hash else {
        throw StoreFailure.malformed
      }
      functions[hash] = bytes
    }
    members[index] = Member(body: unit.body, functions: unit.functions)
  }

  /// The unit at an index, with all its functions; nil if there is none.
  package func encoded(at index: Int) -> EncodedUnit? {
    guard let member = members[index] else { return nil }
    return EncodedUnit(
      body: member.body,
      shared: member.functions.compactMap { functions[$0].map(EncodedFunction.init(bytes:)) })
  }

  /// What units hold, all together.
  package func hash(of indices: [Int]) -> ContentHash {
    var writer = ByteWriter()
    for index in indices {
      guard let member = members[index] else { continue }
      writer.write(index)
      writer.write(ContentHash(of: member.body))
      for function in member.functions { writer.write(function) }
    }
    return ContentHash(of: writer.bytes)
  }

  /// What the parser complained about in a unit.
  ///
  /// - Throws: `StoreFailure.malformed`
  package func diagnostics(at index: Int) throws(StoreFailure) -> [Diagnostic] {
    guard let member = members[index] else { return [] }
    return try UnitDecoder.diagnostics(of: member.body)
  }

  /// The units at some indices, as one program: a function of a header is in the first of them that
  /// has a function of that symbol, and in no other. Linking takes the first as well, so nothing that
  /// it looks at is missing.
  ///
  /// - Throws: `StoreFailure.malformed`
  package func program(at indices: [Int]) throws(StoreFailure) -> [LockIR.Unit] {
    var symbols: [ContentHash: String] = [:]
    var seen: Set<String> = []
    var units: [LockIR.Unit] = []
    units.reserveCapacity(indices.count)
    for index in indices {
      guard let member = members[index] else { continue }
      let unit = try UnitDecoder.decode(member.body) { position throws(StoreFailure) in
        guard member.functions.indices.contains(position),
          let bytes = functions[member.functions[position]]
        else { throw .malformed }
        let hash = member.functions[position]
        if symbols[hash] == nil { symbols[hash] = try UnitDecoder.symbol(of: bytes) }
        return seen.insert(symbols[hash, default: ""]).inserted ? bytes : nil
      }
      units.append(unit)
    }
    return units
  }
}
