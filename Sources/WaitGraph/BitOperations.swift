import LockIR
import RuleCatalog

/// The functions that test and change single bits of a word.
struct BitOperations: Sendable {
  private(set) var tests: Set<NameID> = []
  private var setters: Set<NameID> = []
  private var clearers: Set<NameID> = []

  static let none = BitOperations()

  private init() {}

  init(_ functions: [NameID: [Effect]]) {
    for (name, effects) in functions {
      if effects.contains(.testBit) { tests.insert(name) }
      if effects.contains(.setBit) { setters.insert(name) }
      if effects.contains(.clearBit) { clearers.insert(name) }
    }
  }

  /// What a test of a bit computes, for a bit of a word.
  static func mask(ofBit number: Value) -> Int64? {
    guard case .constant(let bit) = number, (0..<64).contains(bit) else { return nil }
    return 1 << bit
  }

  /// The fields of which a function sets or clears bits itself.
  func changed(by function: CanonicalFunction, clearing: Bool) -> Set<FieldKey> {
    let names = clearing ? clearers : setters
    var result: Set<FieldKey> = []
    for block in function.function.blocks {
      for operation in block.operations {
        guard case .call(_, let callee, let arguments) = operation.kind, arguments.count > 1,
          case .function(let symbol) = function[function.canonicalID(callee)],
          names.contains(symbol),
          let field = function.field(at: function.canonicalID(arguments[1]))
        else { continue }
        result.insert(field)
      }
    }
    return result
  }

  /// Whether a function changes a bit.
  func isChange(_ symbol: NameID) -> Bool { setters.contains(symbol) || clearers.contains(symbol) }
}
