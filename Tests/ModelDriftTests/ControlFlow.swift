import LockIR

/// The control flow of a file's functions, operation by operation, and which call can come after which.
struct ControlFlow {
  /// What a call leads to.
  fileprivate struct Call {
    /// The functions of the file that it may enter.
    let targets: [Int]
    /// Whether it may go elsewhere, and come back.
    let leaves: Bool
  }

  /// All calls, by the node they are at.
  private(set) var sites: [Int: CodeSite] = [:]
  private var calls: [Int: Call] = [:]
  private var edges: [[Int]] = []
  private var entries: [Int] = []
  private var exits: [Int] = []
  /// By function, the nodes that control comes back to.
  private var returns: [[Int]] = []
  /// The functions that something outside of the file starts.
  private var started: Set<Int> = []

  init(_ code: Code) {
    for function in code.unit.functions.indices { add(function, of: code) }
    connect(taken: code.addressTaken)
  }

  private mutating func add(_ index: Int, of code: Code) {
    let function = code.unit.functions[index]
    var starts: [Int] = []
    var exit = edges.count
    for block in function.blocks {
      starts.append(exit)
      exit += block.operations.count + 1
    }
    entries.append(starts[0])
    exits.append(exit)
    edges += [[Int]](repeating: [], count: exit + 1 - edges.count)
    for (number, block) in function.blocks.enumerated() {
      for (offset, operation) in block.operations.enumerated() {
        let node = starts[number] + offset
        edges[node] = [node + 1]
        guard case .call = operation.kind else { continue }
        sites[node] = CodeSite(
          function: code.unit[function.name], node: node, line: Int(operation.location.line),
          names: code.names(of: operation, in: index),
          effects: code.effects(of: operation, in: index))
        let target = code.target(of: operation, in: index)
        // Through a pointer: to whatever has its address taken, found later.
        if target != nil || code.isIndirect(operation, in: index) {
          calls[node] = Call(targets: target.map { [$0] } ?? [], leaves: target == nil)
        }
      }
      let end = starts[number] + block.operations.count
      edges[end] = block.terminator.successors.map { starts[Int($0.index)] }
      if case .return = block.terminator { edges[end] = [exit] }
    }
  }

  private mutating func connect(taken: Set<Int>) {
    returns = [[Int]](repeating: [], count: entries.count)
    for (node, call) in calls.sorted(by: { $0.key < $1.key }) {
      let targets = call.leaves ? taken.sorted() : call.targets
      calls[node] = Call(targets: targets, leaves: call.leaves)
      for target in targets { returns[target].append(node + 1) }
    }
    started = taken.union(entries.indices.filter { returns[$0].isEmpty })
  }

  /// Which of the nodes `stops` can be the next one after a node: in the same function, in what it calls,
  /// in a caller after the return, or, when an activation is over, in the next one.
  ///
  /// By control flow alone, with calls and returns matched: may allow for more than can happen.
  func next(after node: Int, stops: Set<Int>) -> Set<Int> {
    let passable = passable(stops)
    var found: Set<Int> = []
    // Nodes of callees have their return behind what `passable` says: they lead nowhere but down.
    var seen: (outer: Set<Int>, inner: Set<Int>) = ([], [])
    var pending = edges[node].map { (node: $0, isInner: false) }
    while let (place, isInner) = pending.popLast() {
      guard isInner ? seen.inner.insert(place).inserted : seen.outer.insert(place).inserted else {
        continue
      }
      if stops.contains(place) {
        found.insert(place)
        continue
      }
      if let function = exits.firstIndex(of: place) {
        guard !isInner else { continue }
        pending += returns[function].map { ($0, false) }
        if started.contains(function) { pending += started.map { (entries[$0], true) } }
        continue
      }
      let targets = calls[place]?.targets ?? []
      pending += targets.map { (entries[$0], true) }
      if canPass(place, passable) { pending += edges[place].map { ($0, isInner) } }
    }
    return found
  }

  /// The functions that can be run from beginning to end past all stops.
  private func passable(_ stops: Set<Int>) -> Set<Int> {
    var passable: Set<Int> = []
    var changed = true
    while changed {
      changed = false
      for function in entries.indices where !passable.contains(function) {
        var seen: Set<Int> = []
        var pending = [entries[function]]
        while let place = pending.popLast() {
          guard !stops.contains(place), canPass(place, passable), seen.insert(place).inserted else {
            continue
          }
          pending += edges[place]
        }
        if seen.contains(exits[function]) {
          passable.insert(function)
          changed = true
        }
      }
    }
    return passable
  }

  private func canPass(_ node: Int, _ passable: Set<Int>) -> Bool {
    guard let call = calls[node] else { return true }
    return call.leaves || call.targets.contains(where: passable.contains)
  }
}
