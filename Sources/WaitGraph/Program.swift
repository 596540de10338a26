package import LockIR

/// All units of a run as one program: one name table, every function once.
package struct Program: Sendable {
  package let names: [String]
  /// In the order of their units' paths, then as in the unit.
  package let functions: [Function]
  package let initializers: [Initializer]
  /// The values of the macros that were asked for, as the units define them.
  package let macroConstants: [String: Int64]
  private let bySymbol: [NameID: FunctionID]

  init(
    names: [String], functions: [Function], initializers: [Initializer],
    macroConstants: [String: Int64]
  ) {
    self.names = names
    self.functions = functions
    self.initializers = initializers
    self.macroConstants = macroConstants
    bySymbol = Dictionary(
      functions.enumerated().map { ($1.symbol, FunctionID($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  package subscript(function: FunctionID) -> Function { functions[Int(function.index)] }
  package subscript(name: NameID) -> String { names[Int(name.index)] }

  /// The definition of a function, if the program has it.
  package func definition(of symbol: NameID) -> FunctionID? { bySymbol[symbol] }

  /// The name as written: a symbol without the file of internal linkage.
  package func plainName(of symbol: NameID) -> String {
    let symbol = self[symbol]
    guard let separator = symbol.lastIndex(of: ":") else { return symbol }
    return String(symbol[symbol.index(after: separator)...])
  }
}
