import LockIR
import RuleCatalog

/// Tells which ways a function does not take once it has been registered: those for the time before, when the
/// variable was not set that holds what registering it has returned.
struct RegisteredFunctions {
  let graph: WaitGraph
  /// The functions that were passed, alone or in a table, to every call of which each variable holds the result.
  private let passed: [NameID: Set<NameID>]

  /// - Complexity: linear in the program.
  init(graph: WaitGraph) {
    self.graph = graph
    var tables: [NameID: Set<NameID>] = [:]
    for initializer in graph.index.program.initializers {
      if case .function(let symbol) = initializer.content {
        tables[initializer.global, default: []].insert(symbol)
      }
    }
    var passed: [NameID: Set<NameID>] = [:]
    for code in graph.index.functions {
      for (address, value) in code.stores {
        guard case .global(let variable) = code[address], code[value] != .constant(0) else {
          continue
        }
        let functions = Self.functions(passedFor: value, code, tables)
        passed[variable] = passed[variable]?.intersection(functions) ?? functions
      }
    }
    self.passed = passed.filter { !$0.value.isEmpty }
  }

  private static func functions(
    passedFor result: ValueID, _ code: CanonicalFunction, _ tables: [NameID: Set<NameID>]
  ) -> Set<NameID> {
    guard let call = code.call(returning: result) else { return [] }
    return call.arguments.reduce(into: []) { functions, argument in
      switch code[argument] {
      case .function(let symbol): functions.insert(symbol)
      case .global(let table): functions.formUnion(tables[table] ?? [])
      default: return
      }
    }
  }

  /// Whether the way of an edge is only taken before a function on it has been registered.
  ///
  /// - Complexity: the length of the way, times the square of the blocks of each function on it.
  func exclude(_ edge: HoldEdge) -> Bool {
    let path = graph.path(of: edge)
    let callers = graph.entry(to: edge.summary)?.path ?? []
    var symbols = Set(callers.map { graph.index[$0.function].function.symbol })
    return path.contains { step in
      let code = graph.index[step.function]
      symbols.insert(code.function.symbol)
      guard step.ordinal >= 0 else { return false }
      return code.tests(around: Int(step.ordinal)).contains { test in
        let (asked, isSet) = code.asked(by: test)
        guard !isSet, case .load(let place) = code[asked], case .global(let variable) = code[place],
          let functions = passed[variable]
        else { return false }
        return !functions.isDisjoint(with: symbols)
      }
    }
  }
}
