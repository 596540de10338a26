import LockIR

/// The functions that give back an argument's bits, or leave them in the integer that an argument points to, but
/// for some: `current_gfp_context` takes flags out of a mask, and adds none.
struct PassedBits: Sendable {
  /// What a function does with what it is given.
  struct Passage: Equatable, Sendable {
    /// The parameter whose bits are given back, and what becomes of them.
    var result: (parameter: Int32, changes: BitChanges)?
    /// What becomes of the integers that parameters point to.
    var pointees: [Int32: BitChanges] = [:]

    static func == (left: Passage, right: Passage) -> Bool {
      left.result?.parameter == right.result?.parameter
        && left.result?.changes == right.result?.changes && left.pointees == right.pointees
    }
  }

  /// How deep such functions may call each other.
  private static let maximumDepth = 3

  private var passages: [NameID: Passage] = [:]

  /// - Complexity: linear in the operations of functions that put bits together.
  init(_ functions: [CanonicalFunction]) {
    for _ in 0..<Self.maximumDepth {
      let known = self
      let found = functions.concurrentMap { BitFlow($0, known).passage }
      var next: [NameID: Passage] = [:]
      for (function, passage) in zip(functions, found) {
        if let passage { next[function.function.symbol] = passage }
      }
      if next == passages { break }
      passages = next
    }
  }

  subscript(symbol: NameID) -> Passage? { passages[symbol] }

  /// The argument of a call whose bits it gives back, and what becomes of them.
  func passed(
    by call: CanonicalFunction.Call
  ) -> (argument: ValueID, changes: BitChanges)? {
    call.symbol.flatMap { passed(by: $0, call.arguments) }
  }

  /// Which one of its arguments a function gives back the bits of, and what becomes of them.
  func passed(
    by symbol: NameID, _ arguments: [ValueID]
  ) -> (argument: ValueID, changes: BitChanges)? {
    guard let result = passages[symbol]?.result, Int(result.parameter) < arguments.count else {
      return nil
    }
    return (arguments[Int(result.parameter)], result.changes)
  }
}
