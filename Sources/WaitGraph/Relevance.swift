import LockIR
import RuleCatalog

/// Which parameters, and which fields of memory, decide what a function and its callees do: the only
/// ones by which contexts are told apart.
struct Relevance: Sendable {
  /// By function, sorted, with what is asked of each.
  let parameters: [[(parameter: Int32, interest: Interest)]]
  /// What decides behind parameters that are pointers, by function, sorted.
  let pointees: [[(pointee: Pointee, interest: Interest)]]
  /// By function, sorted.
  let fields: [[FieldKey]]

  /// The integer that a parameter points to, or a field of the record there.
  struct Pointee: Hashable, Comparable, Sendable {
    let parameter: Int32
    let field: FieldKey?

    static func < (left: Pointee, right: Pointee) -> Bool { left.order < right.order }

    private var order: (Int32, UInt32, UInt32) {
      (parameter, field?.record.index ?? 0, field?.name.index ?? 0)
    }
  }

  /// Targets of a pointer beyond which what they are told decides nothing: one of a few methods is chosen
  /// by the object, and then does what a number among its arguments says.
  private static let maximumMethods = 4

  /// - Complexity: a few passes over the call graph.
  init(_ index: ProgramIndex, flow: PointerFlow, guards: GuardedCallbacks) {
    var sources = [Sources](repeating: Sources(), count: index.functions.count)
    var callers = [[Int]](repeating: [], count: index.functions.count)
    let methods = index.functions.indices.map { Self.methods(calledIn: $0, index, flow) }
    let callees = index.functions.enumerated().map { position, function in
      Set(index.callees(of: function).map { Int($0.index) })
        .union(methods[position].values.joined()).sorted()
    }
    for (position, targets) in callees.enumerated() {
      for target in targets { callers[target].append(position) }
    }
    var queued = [Bool](repeating: true, count: index.functions.count)
    // The last one is taken first: callees before their callers, so that few are looked at again.
    var pending = Array(CallPostorder(callees: callees).functions.reversed())
    while let position = pending.popLast() {
      queued[position] = false
      let known = Self.decisive(in: position, index, guards, methods[position], sources)
      guard known != sources[position] else { continue }
      sources[position] = known
      for caller in callers[position] where !queued[caller] {
        queued[caller] = true
        pending.append(caller)
      }
    }
    parameters = sources.map { source in
      source.parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    pointees = sources.map { source in
      source.pointees.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    fields = sources.map { $0.fields.sorted { ($0.record, $0.name) < ($1.record, $1.name) } }
  }

  /// What decides what one function does.
  private struct Sources: Equatable {
    var parameters: [Int32: Interest] = [:]
    var pointees: [Pointee: Interest] = [:]
    var fields: Set<FieldKey> = []
  }

  /// What calls through pointers lead to where that is only a few functions, by the pointer.
  private static func methods(
    calledIn position: Int, _ index: ProgramIndex, _ flow: PointerFlow
  ) -> [ValueID: [Int]] {
    let function = index.functions[position]
    var result: [ValueID: [Int]] = [:]
    for block in function.function.blocks {
      for operation in block.operations {
        guard case .call(_, let callee, let arguments) = operation.kind,
          case .indirect(let pointer) = index.callee(callee, in: function), !arguments.isEmpty
        else { continue }
        let symbols = flow.functions(of: pointer, in: FunctionID(position), index)
        guard symbols.count <= maximumMethods else { continue }
        result[pointer] = symbols.compactMap { symbol in
          guard case .defined(let target) = index.callee(named: symbol),
            index[target].function.parameterCount == arguments.count
          else { return nil }
          return Int(target.index)
        }
      }
    }
    return result
  }

  private static func decisive(
    in position: Int, _ index: ProgramIndex, _ guards: GuardedCallbacks,
    _ methods: [ValueID: [Int]], _ known: [Sources]
  ) -> Sources {
    let function = index.functions[position]
    var sources = DecisiveSources(
      function: function, assumable: guards.assumable, switches: index.switches,
      passedBits: index.passedBits)
    for block in function.function.blocks {
      switch block.terminator {
      case .branch(let value, _, _): sources.add(function.canonicalID(value), .truth)
      case .select(let value, _, _): sources.add(function.canonicalID(value), .value)
      default: break
      }
      for operation in block.operations {
        guard case .call(_, let callee, let arguments) = operation.kind else { continue }
        switch index.callee(callee, in: function) {
        case .vocabulary(let effects, _):
          for flags in effects.compactMap({ $0.maskArgument ?? $0.flagArgument })
          where flags < arguments.count {
            sources.add(function.canonicalID(arguments[flags]), .value)
          }
        case .defined(let target):
          let inner = known[Int(target.index)]
          for (parameter, interest) in inner.parameters where Int(parameter) < arguments.count {
            sources.add(function.canonicalID(arguments[Int(parameter)]), interest)
          }
          for (pointee, interest) in inner.pointees where Int(pointee.parameter) < arguments.count {
            sources.addPointee(
              of: function.canonicalID(arguments[Int(pointee.parameter)]), pointee.field, interest)
          }
          sources.fields.formUnion(inner.fields)
        case .indirect(let pointer):
          sources.add(pointer, .value)
          for (parameter, interest) in (methods[pointer] ?? []).flatMap({ known[$0].parameters })
          where Int(parameter) < arguments.count {
            sources.add(function.canonicalID(arguments[Int(parameter)]), interest)
          }
          if let field = function.fieldRead(by: pointer) {
            sources.fields.formUnion(guards.flags(of: field))
          }
        case .external: break
        }
      }
    }
    sources.closeOverVariables()
    return Sources(
      parameters: sources.parameters, pointees: sources.pointees, fields: sources.fields)
  }
}

extension Effect {
  /// The argument that has the allocation mask.
  var maskArgument: Int? {
    if case .allocate(.argument(let position), _, _) = self { position } else { nil }
  }

  /// The argument with the flags on which the effect depends.
  fileprivate var flagArgument: Int? {
    if case .ifSet(let position, _, _) = self { position } else { nil }
  }
}
