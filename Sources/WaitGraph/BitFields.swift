import LockIR

/// The fields that hold bits, and who changes them.
struct BitFields: Sendable {
  /// How many calls away a function still counts as one that clears a bit.
  private static let maximumCalls = 3

  /// By how many functions bits of a field may be set that tell what is called what to do: words that half of
  /// the kernel sets bits of, those of pages and inodes, would have every function analysed once for each.
  private static let maximumSetters = 16

  /// The fields of which a few functions set bits: who does so tells those that it calls what to do.
  let set: Set<FieldKey>
  private let numbers: [FieldKey: Int]
  /// The fields of which a function clears bits, or what it calls does, by number.
  private let cleared: [OrdinalSet]

  init(
    _ functions: [CanonicalFunction], _ bits: BitOperations, _ definition: (NameID) -> FunctionID?
  ) {
    var setters: [FieldKey: Int] = [:]
    for function in functions {
      for field in bits.changed(by: function, clearing: false) { setters[field, default: 0] += 1 }
    }
    let set = Set(setters.filter { $0.value <= Self.maximumSetters }.keys)
    let numbers = Dictionary(uniqueKeysWithValues: setters.keys.enumerated().map { ($1, $0) })
    var cleared = functions.map { function in
      bits.changed(by: function, clearing: true).reduce(into: OrdinalSet()) { fields, field in
        if let number = numbers[field] { fields.insert(number) }
      }
    }
    let callees = functions.map { $0.callees(definition) }
    for _ in 0..<Self.maximumCalls {
      cleared = cleared.indices.map { position in
        callees[position].reduce(into: cleared[position]) { $0.formUnion(cleared[Int($1.index)]) }
      }
    }
    (self.set, self.numbers, self.cleared) = (set, numbers, cleared)
  }

  /// Whether a function may clear a bit of a field.
  func mayClear(_ field: FieldKey, _ function: FunctionID) -> Bool {
    numbers[field].map(cleared[Int(function.index)].contains) ?? false
  }
}
