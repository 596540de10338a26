/// Finds tasks that can never move again although others run for ever, when a search has seen
/// everything.
///
/// A state is settled if from it a state can be reached in which nobody is blocked away from a valid
/// end: then everybody blocked before has moved. Whoever is stuck for ever is so in states that are
/// not settled, and all their successors are not settled either. Among those few it is worth computing who
/// can still move.
///
/// The steps that partial-order reduction leaves out change nothing: a step that is possible later stays
/// possible in the reduced graph, since no task is put off for ever there. Source: A. Valmari, "Stubborn
/// set intuition explained", 2017 (safety and `AG EF` under the conditions D1, D2 and S).
struct Starvation {
  private let search: Search
  /// The states that are not settled, in the order in which they were found.
  private var suspects: [Int] = []
  /// By the position of a suspect, those of the suspects that lead to it.
  private var sources: [[Int32]] = []

  init(_ search: Search) {
    self.search = search
    let isSettled = settledByLinks()
    let open = (0..<search.store.count).filter { !isSettled[$0] }
    settle(open)
  }

  /// Whether somebody may be stuck for ever.
  var isPossible: Bool { !suspects.isEmpty }

  /// The first state found in which some task away from a valid end can never move again. Without
  /// symmetry only: under it a state does not say which task is which.
  func firstStuckState() -> Int? {
    let tasks = search.machine.taskCount
    var canMove = [Bool](repeating: false, count: suspects.count * tasks)
    var isBlocked = canMove
    for (position, state) in suspects.enumerated() {
      let seen = search.look(at: state)
      for task in 0..<tasks {
        canMove[position * tasks + task] = seen.canMove[task]
        isBlocked[position * tasks + task] = seen.isBlocked[task]
      }
    }
    var pending = Array(suspects.indices)
    while let position = pending.popLast() {
      for source in sources[position] {
        var hasChanged = false
        for task in 0..<tasks where canMove[position * tasks + task] {
          let entry = Int(source) * tasks + task
          if !canMove[entry] {
            canMove[entry] = true
            hasChanged = true
          }
        }
        if hasChanged { pending.append(Int(source)) }
      }
    }
    return suspects.indices.first { position in
      (0..<tasks).contains {
        isBlocked[position * tasks + $0] && !canMove[position * tasks + $0]
      }
    }.map { suspects[$0] }
  }

  /// What the search has noted settles nearly all states: each links to the last found of its successors.
  private func settledByLinks() -> [Bool] {
    let store = search.store
    var isSettled = [Bool](repeating: false, count: store.count)
    for state in (0..<store.count).reversed() {
      let link = store.link(state)
      isSettled[state] = link == state || (link > state && isSettled[link])
    }
    return isSettled
  }

  /// Looks at all steps from the others, and keeps those that lead to no settled state.
  private mutating func settle(_ open: [Int]) {
    var positions = [Int32](repeating: -1, count: open.isEmpty ? 0 : search.store.count)
    for (position, state) in open.enumerated() { positions[state] = Int32(position) }
    var leadsTo = [[Int32]](repeating: [], count: open.count)
    var isSettled = [Bool](repeating: false, count: open.count)
    var pending: [Int] = []
    for (position, state) in open.enumerated() {
      for next in search.look(at: state).next {
        if positions[next] >= 0 {
          leadsTo[Int(positions[next])].append(Int32(position))
        } else if !isSettled[position] {
          isSettled[position] = true
          pending.append(position)
        }
      }
    }
    while let position = pending.popLast() {
      for source in leadsTo[position] where !isSettled[Int(source)] {
        isSettled[Int(source)] = true
        pending.append(Int(source))
      }
    }
    var numbers = [Int32](repeating: -1, count: open.count)
    for position in open.indices where !isSettled[position] {
      numbers[position] = Int32(suspects.count)
      suspects.append(open[position])
    }
    sources = open.indices.filter { !isSettled[$0] }.map { position in
      leadsTo[position].compactMap { numbers[Int($0)] >= 0 ? numbers[Int($0)] : nil }
    }
  }
}
