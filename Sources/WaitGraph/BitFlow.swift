import LockIR

/// What one function makes of the bits of a word that it is given, whatever way it takes.
///
/// A word is known by the canonical value that reads it: of a variable, or of what a parameter points to.
struct BitFlow {
  private let function: CanonicalFunction
  private let known: PassedBits
  private let stores: [(address: ValueID, value: ValueID)]
  /// What calls do to what their arguments point to.
  private let writes: [(address: ValueID, changes: BitChanges)]
  private let returned: [ValueID]

  /// `known`: what is known of the functions that this one calls.
  init(_ function: CanonicalFunction, _ known: PassedBits) {
    self.function = function
    self.known = known
    stores = Array(function.stores)
    var writes: [(ValueID, BitChanges)] = []
    var returned: [ValueID] = []
    for block in function.function.blocks {
      for operation in block.operations {
        guard case .call(_, let callee, let arguments) = operation.kind else { continue }
        var pointees: [Int32: BitChanges] = [:]
        if case .function(let symbol) = function[function.canonicalID(callee)] {
          pointees = known[symbol]?.pointees ?? [:]
        }
        for (position, argument) in arguments.enumerated() {
          writes.append((function.canonicalID(argument), pointees[Int32(position)] ?? .all))
        }
      }
      if case .return(let value?) = block.terminator {
        returned.append(function.canonicalID(value))
      }
    }
    (self.writes, self.returned) = (writes, returned)
  }

  /// What the function does with the words that it is given; nil if nothing is left of any.
  var passage: PassedBits.Passage? {
    var passage = PassedBits.Passage()
    for parameter in returnedParameters {
      guard let word = function.load(of: LocalID(Int(parameter))) else { continue }
      let places = follow(word)
      let changes = returned.reduce(BitChanges()) { $0.union(self.changes(of: $1, places)) }
      guard changes != .all else { continue }
      passage.result = (parameter, changes)
      break
    }
    for (word, pointee) in function.pointees where pointee.field == nil {
      if let changes = follow(word)[word], changes != .all {
        passage.pointees[pointee.parameter] = changes
      }
    }
    return passage.result == nil && passage.pointees.isEmpty ? nil : passage
  }

  /// The parameters whose bits may be among those that are returned, in order.
  private var returnedParameters: [Int32] {
    var seen = Set(returned)
    var open = returned
    var parameters: Set<Int32> = []
    func see(_ value: ValueID) { if seen.insert(value).inserted { open.append(value) } }
    while let value = open.popLast() {
      switch function[value] {
      case .binary(.and, let left, let right), .binary(.or, let left, let right):
        see(left)
        see(right)
      case .load(let place):
        guard case .local(let local) = function[place] else { continue }
        if Int(local.index) < function.function.parameterCount { parameters.insert(local.index) }
        for store in stores where store.address == place { see(store.value) }
      case .result: if let passed = passed(by: value) { see(passed.argument) }
      default: continue
      }
    }
    return parameters.sorted()
  }

  /// What may become of a word in each place that holds some of it.
  private func follow(_ word: ValueID) -> [ValueID: BitChanges] {
    var places = [word: BitChanges()]
    func note(_ changes: BitChanges, at address: ValueID) {
      guard let place = function.load(at: address), let held = held(in: place, places) else {
        return
      }
      places[place] = held.union(changes)
    }
    // Who has a word's address may write there at any time.
    for store in stores { note(.all, at: store.value) }
    for write in writes { note(write.changes, at: write.address) }
    var before: [ValueID: BitChanges] = [:]
    while before != places {
      before = places
      for store in stores { note(changes(of: store.value, places), at: store.address) }
    }
    return places
  }

  /// What a place has of the word; nil if it is none that is followed.
  private func held(in place: ValueID, _ places: [ValueID: BitChanges]) -> BitChanges? {
    if let known = places[place] { return known }
    guard case .load(let address) = function[place], case .local(let local) = function[address],
      Int(local.index) >= function.function.parameterCount
    else { return nil }
    // A variable that holds nothing yet.
    return BitChanges()
  }

  /// What a value has of the word.
  private func changes(of value: ValueID, _ places: [ValueID: BitChanges]) -> BitChanges {
    switch function[value] {
    case .constant(let number): BitChanges(to: number)
    case .load: held(in: value, places) ?? .all
    case .binary(.and, let left, let right): changes(of: left, places) & changes(of: right, places)
    case .binary(.or, let left, let right): changes(of: left, places) | changes(of: right, places)
    case .result:
      passed(by: value).map { changes(of: $0.argument, places).union($0.changes) } ?? .all
    default: .all
    }
  }

  private func passed(by value: ValueID) -> (argument: ValueID, changes: BitChanges)? {
    function.call(returning: value).flatMap { known.passed(by: $0) }
  }
}
