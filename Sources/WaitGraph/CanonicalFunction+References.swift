import LockIR
import RuleCatalog

/// References that structures have to objects.
extension CanonicalFunction {
  /// Whether a call is told an object that the function has taken out of a structure: the reference which the
  /// structure had is then the function's to give up, and may well be the last.
  func givesUpOwnReference(_ call: CallSite, _ index: ProgramIndex) -> Bool {
    givesUpReference(call, index) { takesOut($0, at: $1, index) }
  }

  /// Whether a call is told an object that the function took a reference to only after it saw that there was one: the
  /// others may all be given up before the function's own.
  func givesUpReferenceTriedFor(_ call: CallSite, _ index: ProgramIndex) -> Bool {
    givesUpReference(call, index) { triesFor($0, at: $1, index) }
  }

  /// Whether a call gives up a reference to an object of which an operation before it, told by the pointers to the
  /// object and its number, says more.
  private func givesUpReference(
    _ call: CallSite, _ index: ProgramIndex, _ isTold: ([ValueID], Int) -> Bool
  ) -> Bool {
    call.arguments.enumerated().contains { position, argument in
      guard givesUpReference(at: call.ordinal, of: position, index, Self.maximumCalls) else {
        return false
      }
      let origins = origins(of: root(of: argument))
      return (0..<call.ordinal).contains { ordinal in
        isTold(origins, ordinal) && dominates(ordinal, call.ordinal)
      }
    }
  }

  /// How many calls away from a function that gives up a reference the count of them is.
  private static let maximumCalls = 1

  /// Whether what an operation calls counts down the references to the object that an argument is part of.
  private func givesUpReference(
    at ordinal: Int, of position: Int, _ index: ProgramIndex, _ calls: Int
  ) -> Bool {
    guard case .call(_, let callee, _) = operation(ordinal).kind else { return false }
    switch index.callee(callee, in: self) {
    case .vocabulary(let effects, _):
      return effects.contains { if case .lastReference = $0 { true } else { false } }
    case .defined(let target):
      let code = index[target]
      return calls >= 0
        && code.passesOn(position) { code.givesUpReference(at: $0, of: $1, index, calls - 1) }
    case .external, .indirect: return false
    }
  }

  /// Whether an operation takes a reference to what one of some pointers leads to, if there still is one.
  private func triesFor(_ pointers: [ValueID], at ordinal: Int, _ index: ProgramIndex) -> Bool {
    guard case .call(_, _, let arguments) = operation(ordinal).kind else { return false }
    return arguments.enumerated().contains { position, argument in
      pointers.contains(root(of: canonicalID(argument)))
        && triesForReference(at: ordinal, of: position, index, Self.maximumCalls)
    }
  }

  /// Whether what an operation calls counts up the references to the object that an argument is part of, and is asked
  /// whether it did.
  private func triesForReference(
    at ordinal: Int, of position: Int, _ index: ProgramIndex, _ calls: Int
  ) -> Bool {
    guard case .call(let number, let callee, _) = operation(ordinal).kind, result(of: number) != nil
    else { return false }
    switch index.callee(callee, in: self) {
    case .vocabulary(let effects, _): return position == 0 && effects.contains(.takeReference)
    case .defined(let target):
      let code = index[target]
      return calls >= 0
        && code.passesOn(position) { code.triesForReference(at: $0, of: $1, index, calls - 1) }
    case .external, .indirect: return false
    }
  }

  /// Whether the function hands on what a parameter leads to, or a part of it, in a way that is asked for: by which
  /// operation, and in which place.
  private func passesOn(_ parameter: Int, _ isWanted: (Int, Int) -> Bool) -> Bool {
    (0..<operationCount).contains { inner in
      guard case .call(_, _, let arguments) = operation(inner).kind else { return false }
      return arguments.enumerated().contains { place, argument in
        self.parameter(readBy: root(of: canonicalID(argument))) == Int32(parameter)
          && isWanted(inner, place)
      }
    }
  }

  /// A pointer, and what it was set to if it is a variable.
  private func origins(of pointer: ValueID) -> [ValueID] {
    guard case .load(let place) = self[pointer], case .local = self[place] else { return [pointer] }
    return [pointer] + stores.filter { $0.address == place }.map(\.value)
  }

  /// Whether an operation clears the place in a table that a pointer was read from, or calls what takes the object
  /// out of a list, or returns what it took out. A field that is cleared is mostly one of several ways to the object.
  private func takesOut(_ pointers: [ValueID], at ordinal: Int, _ index: ProgramIndex) -> Bool {
    switch operation(ordinal).kind {
    case .store(let address, let value):
      guard self[canonicalID(value)] == .constant(0) else { return false }
      let place = canonicalID(address)
      switch self[place] {
      case .element, .global: return pointers.contains { self[$0] == .load(place) }
      default: return false
      }
    case .call(let number, let callee, let arguments):
      guard case .function(let symbol) = self[canonicalID(callee)],
        index.vocabulary.isRemoval(symbol)
      else { return false }
      return pointers.contains { self[$0] == .result(number) }
        || arguments.contains { pointers.contains(root(of: canonicalID($0))) }
    case .evaluate: return false
    }
  }
}
