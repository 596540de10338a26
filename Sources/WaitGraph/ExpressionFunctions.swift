import LockIR

/// The functions that only compute an expression of their arguments: `gfpflags_allow_blocking`, the
/// predicates and accessors of headers. A call of one is the expression.
struct ExpressionFunctions: Sendable {
  /// A function with the value that it returns.
  struct Expression: Sendable {
    let function: CanonicalFunction
    let value: ValueID
  }

  /// How many values an expression may consist of.
  private static let maximumSize = 24

  private var known: [NameID: Expression] = [:]

  static let none = ExpressionFunctions()

  private let bits: BitOperations

  private init() { bits = .none }

  /// `bits`: what tests of bits are an expression too. `isKnown`: whether the vocabulary speaks for a function.
  ///
  /// - Complexity: linear in the number of small functions.
  init(_ functions: [Function], bits: BitOperations = .none, isKnown: (NameID) -> Bool) {
    self.bits = bits
    let small = functions.filter { $0.blocks.count == 1 && !isKnown($0.symbol) }
    // What calls such functions is one too: twice is enough for headers.
    for _ in 0..<2 {
      for function in small where known[function.symbol] == nil {
        if let expression = expression(of: function) { known[function.symbol] = expression }
      }
    }
  }

  subscript(symbol: NameID) -> Expression? { known[symbol] }

  private func expression(of function: Function) -> Expression? {
    guard case .return(let value?) = function.blocks[0].terminator else { return nil }
    for operation in function.blocks[0].operations {
      switch operation.kind {
      case .evaluate: continue
      case .store(let address, _):
        guard case .local = function[address] else { return nil }
      case .call(_, let callee, _):
        guard case .function(let symbol) = function[callee],
          known[symbol] != nil || bits.tests.contains(symbol)
        else { return nil }
      }
    }
    let code = CanonicalFunction(function, expressions: self, bits: bits)
    let result = code.canonicalID(value)
    var size = 0
    return isExpression(result, code, &size) ? Expression(function: code, value: result) : nil
  }

  /// Whether a value is computed from arguments, memory and constants alone.
  private func isExpression(_ id: ValueID, _ code: CanonicalFunction, _ size: inout Int) -> Bool {
    size += 1
    guard size <= Self.maximumSize else { return false }
    switch code[id] {
    case .constant, .string, .function, .global: return true
    case .load(let place):
      if case .local(let local) = code[place] { return code.stableParameters.contains(local.index) }
      return isExpression(place, code, &size)
    case .field(let base, _, _), .container(let base, _, _), .unary(_, let base):
      return isExpression(base, code, &size)
    case .element(let left, let right), .binary(_, let left, let right):
      return isExpression(left, code, &size) && isExpression(right, code, &size)
    case .local, .result, .unknown: return false
    }
  }
}
