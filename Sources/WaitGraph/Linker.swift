package import LockIR

/// Joins units into a program.
package struct Linker {
  private var table = NameTable()
  private var functions: [Function] = []
  private var known: Set<NameID> = []
  private var initializers: [Initializer] = []
  private var knownInitializers: Set<NameID> = []
  private var macroConstants: [String: Int64] = [:]
  private let namesakes: Namesakes

  private init(_ namesakes: Namesakes) {
    self.namesakes = namesakes
  }

  /// The program of these units. Where one symbol is defined more than once, as an inline function of a
  /// header is, the unit with the first path wins, so the order of `units` does not matter.
  ///
  /// - Complexity: linear in the size of the units.
  package static func link(_ units: [Unit]) -> Program {
    var linker = Linker(Namesakes(units))
    for unit in units.sorted(by: { $0.path < $1.path }) { linker.add(unit) }
    return Program(
      names: linker.table.names, functions: linker.functions, initializers: linker.initializers,
      macroConstants: linker.macroConstants)
  }

  private mutating func add(_ unit: Unit) {
    let names = unit.names.map { table.intern($0) }
    let symbols = zip(unit.names, names).map { text, name in
      namesakes.symbol(of: text, in: unit).map { table.intern($0) } ?? name
    }
    let relocation = Relocation(
      names: names, symbols: symbols, unnamed: table.intern("\(unit.path)::"), of: unit)
    for function in unit.functions
    where !namesakes.isReplaced(function, in: unit)
      && known.insert(relocation.symbol(function.symbol)).inserted
    {
      functions.append(relocation.apply(to: function))
    }
    let globals = Set(unit.initializers.map { relocation.symbol($0.global) }).subtracting(
      knownInitializers)
    knownInitializers.formUnion(globals)
    for initializer in unit.initializers
    where globals.contains(relocation.symbol(initializer.global)) {
      initializers.append(relocation.apply(to: initializer))
    }
    macroConstants.merge(unit.macroConstants) { first, _ in first }
  }
}
