import LockIR

/// The functions that change nothing: called again with the same arguments they answer the same, as far as
/// the caller's own code goes. `if (has_modes(dev)) lock(); ... if (has_modes(dev)) unlock();`
struct RepeatableFunctions: Sendable {
  /// Of how many blocks such a function may consist.
  private static let maximumSize = 24

  private(set) var symbols: Set<NameID> = []

  /// `hasEffects`: what the vocabulary says of a function; nil if it does not speak for it.
  ///
  /// - Complexity: linear in the number of operations of small functions, a few times.
  init(_ functions: [Function], hasEffects: (NameID) -> Bool?) {
    let small = functions.filter {
      $0.blocks.count <= Self.maximumSize && hasEffects($0.symbol) == nil
    }
    // What calls such functions may be one too.
    var before = -1
    while before != symbols.count {
      before = symbols.count
      for function in small where !symbols.contains(function.symbol) {
        if changesNothing(function, hasEffects) { symbols.insert(function.symbol) }
      }
    }
  }

  private func changesNothing(_ function: Function, _ hasEffects: (NameID) -> Bool?) -> Bool {
    var returnsValue = false
    for block in function.blocks {
      if case .return(.some) = block.terminator { returnsValue = true }
      for operation in block.operations {
        switch operation.kind {
        case .evaluate: continue
        case .store(let address, _):
          guard case .local = function[address] else { return false }
        case .call(_, let callee, _):
          guard case .function(let symbol) = function[callee],
            symbols.contains(symbol) || hasEffects(symbol) == false
          else { return false }
        }
      }
    }
    return returnsValue
  }
}
