import LockIR

/// Which records globals and fields are, or point to, as far as the program's own expressions tell.
///
/// A recorded name spells the way to a lock from the outside, `journal_s.j_wait_updates.lock`; the graph
/// knows a lock by the innermost record that is more than a wrapper.
struct ObjectTypes {
  /// By the name of a global, or by `record.field`.
  private var records: [String: Set<String>] = [:]
  private let index: ProgramIndex
  private let transparent: Set<String>

  /// - Complexity: linear in the program.
  init(_ index: ProgramIndex) {
    self.index = index
    let program = index.program
    transparent = Set(
      program.names.indices.lazy.map { NameID($0) }.filter(index.vocabulary.isTransparent).map {
        program[$0]
      })
    for function in index.functions {
      for value in function.values {
        if case .field(let base, let record, _) = value { add(record, of: base, in: function) }
      }
      for block in function.function.blocks {
        for operation in block.operations {
          if case .call(_, let callee, let arguments) = operation.kind {
            addParameters(of: callee, arguments, in: function)
          }
        }
      }
    }
    for initializer in program.initializers {
      for (outer, inner) in zip([nil] + initializer.path.map(Optional.some), initializer.path) {
        add(
          inner.record,
          to: outer.map { fieldName($0.record, $0.name) } ?? globalName(initializer.global))
      }
    }
  }

  /// What the graph may call the object at the end of a way from a global or a record, and which wrapper
  /// it is the inside of, if it is.
  func names(of path: [String]) -> (exact: Set<String>, wrappers: Set<String>) {
    guard let first = path.first else { return ([], []) }
    var names: Set<String> = [first]
    // A global may have the name of a record.
    var owners = (records[first] ?? []).union([first])
    for part in path.dropFirst() where !owners.isEmpty {
      let wrappers = owners.intersection(transparent)
      let inside = owners.subtracting(transparent).map { "\($0).\(part)" }
      names = (wrappers.isEmpty ? [] : names).union(inside)
      let next = names.reduce(into: Set<String>()) { $0.formUnion(records[$1] ?? []) }
      owners = next.isEmpty ? wrappers : next
    }
    return (names, owners.intersection(transparent))
  }

  private mutating func add(_ record: NameID, of base: ValueID, in function: CanonicalFunction) {
    if let name = name(of: base, in: function) { add(record, to: name) }
  }

  private mutating func add(_ record: NameID, to name: String) {
    records[name, default: []].insert(index.program.plainName(of: record))
  }

  private mutating func addParameters(
    of callee: ValueID, _ arguments: [ValueID], in function: CanonicalFunction
  ) {
    guard case .function(let symbol) = function[function.canonicalID(callee)],
      let target = index.program.definition(of: symbol)
    else { return }
    let code = index[target].function
    for (position, argument) in arguments.prefix(code.parameterCount).enumerated() {
      guard let record = code[LocalID(position)].record else { continue }
      add(record, of: function.canonicalID(argument), in: function)
    }
  }

  /// The field or global that an address leads into, or whose contents it is.
  private func name(of address: ValueID, in function: CanonicalFunction) -> String? {
    switch function[address] {
    case .field(_, let record, let name): return fieldName(record, name)
    case .global(let symbol): return globalName(symbol)
    case .load(let place), .element(let place, _), .binary(.add, let place, _):
      return name(of: place, in: function)
    default: return nil
    }
  }

  /// As `ResourceTable` names it: structures without a name are all the same here.
  private func fieldName(_ record: NameID, _ name: NameID) -> String {
    "\(index.program.plainName(of: record)).\(index.program[name])"
  }

  private func globalName(_ symbol: NameID) -> String { index.program.plainName(of: symbol) }
}
