import LockIR
import OrderedCollections
import RuleCatalog

/// Call paths, for what a finding says.
extension WaitGraph {
  /// The calls from a function down to an operation with an effect, the operation last.
  ///
  /// - Complexity: linear in the length of the path.
  package func path(to effect: EffectID, in summary: SummaryID) -> [PathStep] {
    places(to: effect, in: summary).compactMap(step)
  }

  func step(at place: (summary: SummaryID, effect: EffectID)) -> PathStep? {
    let summary = self[place.summary]
    return summary.effects[place.effect].map {
      PathStep(
        function: summary.function, ordinal: $0.ordinal, held: summary.heldSets[Int($0.held)])
    }
  }

  /// The functions on that way, and what each does that has the effect.
  func places(
    to effect: EffectID, in summary: SummaryID
  ) -> [(summary: SummaryID, effect: EffectID)] {
    var places: [(summary: SummaryID, effect: EffectID)] = []
    var position: (SummaryID, EffectID)? = (summary, effect)
    // A way may pass a function again, with another effect of it in view.
    var visited: Set<[Int32]> = []
    while let (current, wanted) = position,
      visited.insert([current.index, wanted.index]).inserted,
      let record = self[current].effects[wanted]
    {
      places.append((current, wanted))
      position = record.callee.flatMap { callee in record.calleeEffect.map { (callee, $0) } }
    }
    return places
  }

  /// The calls from the function that holds down to the operation that blocks.
  package func path(of edge: HoldEdge) -> [PathStep] {
    let first = PathStep(
      function: function(of: edge.summary), ordinal: edge.ordinal, held: edge.allHeld)
    guard let callee = edge.record.callee, let effect = edge.record.calleeEffect else {
      return [first]
    }
    return [first] + path(to: effect, in: callee)
  }

  /// The operation that the evidence of an edge ends with, if that is a call, and its canonical arguments.
  ///
  /// - Complexity: the length of the way.
  func lastCall(of edge: HoldEdge) -> (step: PathStep, arguments: [ValueID])? {
    guard let last = path(of: edge).last, last.ordinal >= 0 else { return nil }
    let code = index[last.function]
    guard case .call(_, _, let arguments) = code.operation(Int(last.ordinal)).kind else {
      return nil
    }
    return (last, arguments.map(code.canonicalID))
  }

  /// How many guesses an activation's effect rests on.
  package func indirections(_ effect: EffectID, _ activation: Activation) -> Int {
    self[activation.summary].effects[effect]?.indirections ?? 0
  }

  /// What the source says of a function beside its type: see `Function.attributes`.
  package func attributes(of function: FunctionID) -> [String] {
    index[function].function.attributes.map { index.program[$0] }
  }

  /// The name of a function as written.
  package func name(of function: FunctionID) -> String {
    index.program[index[function].function.name]
  }

  /// Where an operation stands.
  package func location(
    of ordinal: Int32, in function: FunctionID
  ) -> (file: String, line: Int, column: Int) {
    let code = index[function]
    let location =
      ordinal >= 0 ? code.operation(Int(ordinal)).location : code.function.location
    return (index.program[location.file], Int(location.line), Int(location.column))
  }

  /// Whether an operation takes a lock only if it is free.
  package func tries(_ ordinal: Int32, in function: FunctionID) -> Bool {
    ordinal >= 0
      && index.effects(at: Int(ordinal), in: index[function]).contains { effect in
        if case .acquire(_, _, _, let tries, _) = effect { tries } else { false }
      }
  }

  /// What an operation calls, as written: a function, a macro that expands to the call, or the member
  /// that a pointer was read from.
  package func callee(of ordinal: Int32, in function: FunctionID) -> String {
    guard ordinal >= 0 else { return "" }
    let code = index[function]
    let operation = code.operation(Int(ordinal))
    guard case .call(_, let callee, _) = operation.kind else { return "" }
    switch code[code.canonicalID(callee)] {
    case .function(let symbol):
      // What a macro expands to means less to a reader than the macro.
      if index.vocabulary.effects(of: symbol) != nil, let macro = operation.location.macro {
        return index.program[macro]
      }
      return index.program.plainName(of: symbol)
    case .load(let place):
      switch code[place] {
      case .field(_, _, let name): return index.program[name]
      case .local(let local): return index.program[code.function[local].name]
      default: return "(pointer)"
      }
    default: return "(pointer)"
    }
  }
}
