/// A program as flat tables, for the inner loop of a search.
///
/// Everything in the loop is plain pointers and integers: the same tables run about ten times faster
/// than the structures they come from, and without optimisation about a hundred times.
final class Machine {
  struct MachineTerm {
    var cell: Int32
    /// A ``Comparison``, plus 8 when the operand is a cell.
    var code: Int32
    var operand: Int32
  }

  struct MachineAction {
    /// 0 set, 1 add, 2 subtract, 3 decrement if positive, 4 push, 5 pop, 6 remove; plus 8 when the
    /// operand is a cell.
    var code: Int32
    var cell: Int32
    var operand: Int32
    var capacity: Int32
  }

  struct MachineTransition {
    var task: Int32
    var target: UInt8
    /// The raw index of a ``FailureKind``, or -1.
    var failure: Int32
    var firstTerm: Int32
    var endTerm: Int32
    var firstAction: Int32
    var endAction: Int32
  }

  let width: Int
  let taskCount: Int
  /// 64-bit words of a set of cells.
  let words: Int
  let counters: UnsafeMutablePointer<Int32>
  /// The number of location 0 of each task among all locations.
  let firstLocation: UnsafeMutablePointer<Int32>
  /// The first transition of each location, and one past the last.
  let firstTransition: UnsafeMutablePointer<Int32>
  let isValidEnd: UnsafeMutablePointer<Bool>
  let terms: UnsafeMutablePointer<MachineTerm>
  let actions: UnsafeMutablePointer<MachineAction>
  let transitions: UnsafeMutablePointer<MachineTransition>
  /// Sets of cells: what each transition reads and writes, and what can be read or written from each
  /// location on.
  let reads: UnsafeMutablePointer<UInt64>
  let writes: UnsafeMutablePointer<UInt64>
  let futureReads: UnsafeMutablePointer<UInt64>
  let futureWrites: UnsafeMutablePointer<UInt64>
  /// How far a task at each location can still move each cell: see ``NetEffects``.
  let lowest: UnsafeMutablePointer<Int16>
  let highest: UnsafeMutablePointer<Int16>
  let transitionCount: Int

  init(_ program: Program) {
    var tables = MachineTables(program)
    tables.close()
    width = program.cells.count
    taskCount = program.tasks.count
    words = tables.words
    transitionCount = tables.transitions.count
    counters = Self.copy(program.tasks.map { Int32($0.counter) })
    firstLocation = Self.copy(tables.firstLocation)
    firstTransition = Self.copy(tables.firstTransition)
    isValidEnd = Self.copy(tables.isValidEnd)
    terms = Self.copy(tables.terms)
    actions = Self.copy(tables.actions)
    transitions = Self.copy(tables.transitions)
    reads = Self.copy(tables.reads)
    writes = Self.copy(tables.writes)
    futureReads = Self.copy(tables.futureReads)
    futureWrites = Self.copy(tables.futureWrites)
    lowest = Self.copy(tables.lowest)
    highest = Self.copy(tables.highest)
  }

  private static func copy<Element>(_ array: [Element]) -> UnsafeMutablePointer<Element> {
    let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(array.count, 1))
    array.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { pointer.initialize(from: base, count: array.count) }
    }
    return pointer
  }

  deinit {
    counters.deallocate()
    firstLocation.deallocate()
    firstTransition.deallocate()
    isValidEnd.deallocate()
    terms.deallocate()
    actions.deallocate()
    transitions.deallocate()
    reads.deallocate()
    writes.deallocate()
    futureReads.deallocate()
    futureWrites.deallocate()
    lowest.deallocate()
    highest.deallocate()
  }

  @inline(__always)
  func holds(_ term: Int, _ state: UnsafeMutablePointer<UInt8>) -> Bool {
    let term = terms + term
    let left = Int32(truncatingIfNeeded: state[Int(term.pointee.cell)])
    let code = term.pointee.code
    let right =
      code & 8 == 0
      ? term.pointee.operand : Int32(truncatingIfNeeded: state[Int(term.pointee.operand)])
    switch code & 7 {
    case 0: return left == right
    case 1: return left != right
    case 2: return left < right
    case 3: return left <= right
    case 4: return left > right
    default: return left >= right
    }
  }

  @inline(__always)
  func isEnabled(_ transition: Int, _ state: UnsafeMutablePointer<UInt8>) -> Bool {
    var term = Int(transitions[transition].firstTerm)
    let end = Int(transitions[transition].endTerm)
    while term < end {
      if !holds(term, state) { return false }
      term &+= 1
    }
    return true
  }

  /// The first conjunct that does not hold; there must be one.
  @inline(__always)
  func falseTerm(_ transition: Int, _ state: UnsafeMutablePointer<UInt8>) -> Int {
    var term = Int(transitions[transition].firstTerm)
    while holds(term, state) { term &+= 1 }
    return term
  }

  /// Whether moving the cell down (or else up) by that much would make a conjunct hold that does not.
  /// A conjunct over two cells needs either; then both directions count.
  @inline(__always)
  func need(
    _ term: Int, _ state: UnsafeMutablePointer<UInt8>
  ) -> (isDown: Bool, distance: Int) {
    let entry = terms + term
    let value = Int(state[Int(entry.pointee.cell)])
    let operand = Int(entry.pointee.operand)
    switch entry.pointee.code & 7 {
    case 0: return value > operand ? (true, value &- operand) : (false, operand &- value)
    case 1: return value == 0 ? (false, 1) : (true, 0)
    case 2: return (true, value &- operand &+ 1)
    case 3: return (true, value &- operand)
    case 4: return (false, operand &+ 1 &- value)
    default: return (false, operand &- value)
    }
  }

  /// Does what the transition does; false when a value or a queue overflows.
  @inline(__always)
  func apply(_ transition: Int, _ state: UnsafeMutablePointer<UInt8>) -> Bool {
    var action = Int(transitions[transition].firstAction)
    let end = Int(transitions[transition].endAction)
    while action < end {
      let entry = actions + action
      let cell = Int(entry.pointee.cell)
      let code = entry.pointee.code
      let operand =
        code & 8 == 0
        ? entry.pointee.operand : Int32(truncatingIfNeeded: state[Int(entry.pointee.operand)])
      switch code & 7 {
      case 0: state[cell] = UInt8(truncatingIfNeeded: operand)
      case 1:
        let sum = Int32(truncatingIfNeeded: state[cell]) &+ operand
        if sum > 255 { return false }
        state[cell] = UInt8(truncatingIfNeeded: sum)
      case 2:
        let difference = Int32(truncatingIfNeeded: state[cell]) &- operand
        if difference < 0 { return false }
        state[cell] = UInt8(truncatingIfNeeded: difference)
      case 3: if state[cell] != 0 { state[cell] = state[cell] &- 1 }
      case 4:
        let length = Int(state[cell])
        if length >= Int(entry.pointee.capacity) { return false }
        state[cell &+ 1 &+ length] = UInt8(truncatingIfNeeded: operand)
        state[cell] = UInt8(truncatingIfNeeded: length &+ 1)
      case 5: pop(state, cell)
      default: remove(state, cell, UInt8(truncatingIfNeeded: operand))
      }
      action &+= 1
    }
    let task = Int(transitions[transition].task)
    state[Int(counters[task])] = transitions[transition].target
    return true
  }

  private func pop(_ state: UnsafeMutablePointer<UInt8>, _ length: Int) {
    let count = Int(state[length])
    if count == 0 { return }
    var slot = length &+ 1
    while slot < length &+ count {
      state[slot] = state[slot &+ 1]
      slot &+= 1
    }
    state[slot] = 0
    state[length] = UInt8(truncatingIfNeeded: count &- 1)
  }

  private func remove(_ state: UnsafeMutablePointer<UInt8>, _ length: Int, _ value: UInt8) {
    let count = Int(state[length])
    var from = 0
    var to = 0
    while from < count {
      let entry = state[length &+ 1 &+ from]
      if entry != value {
        state[length &+ 1 &+ to] = entry
        to &+= 1
      }
      from &+= 1
    }
    state[length] = UInt8(truncatingIfNeeded: to)
    while to < count {
      state[length &+ 1 &+ to] = 0
      to &+= 1
    }
  }
}
