import KernelModels
import LockIR
import ModelChecker
import RuleCatalog

/// Holds a model's tasks against the code that they stand for.
///
/// Each function must be there and make the calls; the vocabulary must say that a call does what the
/// model says, to that resource; each two operations that follow one another in the model must be able to
/// in the control flow, with no other operation of the model between; and a function must not lock, wait
/// or signal more than its model does. What differs on purpose is listed with the model.
struct ModelComparison {
  private static let compared: Set<OperationKind> = [
    .acquire, .tryAcquire, .release, .enter, .leave, .wait, .signal, .arm, .disarm, .queue, .flush,
    .cancel, .submit, .allocate, .sleep,
  ]

  let title: String
  let tasks: [ModelledTask]
  let simplifications: [ModelSimplification]
  let code: Code
  let flow: ControlFlow
  private let sitesOf: [String: [CodeSite]]

  init(
    title: String, tasks: [ModelledTask], simplifications: [ModelSimplification], code: Code
  ) {
    self.title = title
    self.tasks = tasks
    self.simplifications = simplifications
    self.code = code
    let flow = ControlFlow(code)
    self.flow = flow
    sitesOf = Dictionary(
      grouping: flow.sites.values.sorted { $0.node < $1.node }, by: \.function)
  }

  var drifts: [Drift] {
    var found: [Drift] = []
    func note(_ drifts: [Drift]) {
      for drift in drifts where !found.contains(drift) { found.append(drift) }
    }
    for task in tasks {
      for operation in task.operations where isOfCode(operation) { note(missing(operation)) }
      note(disorder(in: task))
    }
    note(leftOut)
    return found
  }

  /// The simplifications of calls that the code of this variant has.
  var needed: Set<ModelSimplification> {
    Set(
      simplifications.filter { simplification in
        !simplification.calls.isEmpty
          && simplification.calls.allSatisfy { call in
            sites(call, in: simplification.function).contains { site in
              site.effects.contains(where: \.isLockOrWait)
            }
          }
      })
  }

  // MARK: What the model has

  private func missing(_ operation: ModelledOperation) -> [Drift] {
    guard code.functions[operation.function] != nil else {
      return [drift(in: operation.function, expected: "the function", seen: "none of that name")]
    }
    guard operation.isCall || Self.compared.contains(operation.operation) else { return [] }
    let calls = sites(operation.calledName, in: operation.function)
    guard let first = calls.first else {
      let others = (sitesOf[operation.function] ?? []).flatMap(\.names)
      return [
        drift(
          in: operation.function, expected: "a call of \(operation.calledName)",
          seen: others.isEmpty ? "no call" : Set(others).sorted().joined(separator: ", "))
      ]
    }
    guard Self.compared.contains(operation.operation), !isSimplified(first) else { return [] }
    let effects = calls.flatMap(\.effects)
    guard effects.contains(where: { $0.isA(operation.operation) }) else {
      return [
        drift(
          in: operation.function, line: first.line,
          expected: "\(operation.calledName) to \(operation.operation.rawValue)",
          seen: effects.isEmpty
            ? "nothing by the vocabulary" : effects.map(\.text).joined(separator: ", "))
      ]
    }
    guard
      effects.contains(where: { $0.isA(operation.operation) && $0.isOn(operation.resource) })
    else {
      return [
        drift(
          in: operation.function, line: first.line,
          expected: "\(operation.calledName) on \(operation.resource ?? "nothing")",
          seen: Set(effects.compactMap(\.resource)).sorted().joined(separator: ", "))
      ]
    }
    return []
  }

  // MARK: Order

  private func disorder(in task: ModelledTask) -> [Drift] {
    let stops = modelled
    var known: [Int: Set<Int>] = [:]
    func next(_ node: Int) -> Set<Int> {
      let nodes = known[node] ?? flow.next(after: node, stops: stops)
      known[node] = nodes
      return nodes
    }
    return successors(in: task).compactMap { from, to in
      let before = sites(from.calledName, in: from.function)
      let after = sites(to.calledName, in: to.function)
      guard !before.isEmpty, !after.isEmpty, from.calledAs != to.calledAs else { return nil }
      let isPossible = before.contains { first in
        !next(first.node).isDisjoint(with: after.map(\.node))
      }
      if isPossible { return nil }
      return drift(
        in: to.function, line: after[0].line,
        expected: "\(to.calledName) after \(from.calledName) of \(from.function)",
        seen: "no such path, in \(task.name)")
    }
  }

  /// The calls that follow one another, past what is no call. What comes back
  /// into the subsystem from code that is not its own is not known.
  private func successors(
    in task: ModelledTask
  ) -> [(from: ModelledOperation, to: ModelledOperation)] {
    var next: [Int: Set<Int>] = [:]
    for step in task.order { next[step.from, default: []].insert(step.to) }
    var pairs: [(from: ModelledOperation, to: ModelledOperation)] = []
    for start in task.operations.indices where isOrdered(task.operations[start]) {
      var seen: Set<Int> = []
      var pending = (next[start] ?? []).map { (index: $0, isOutside: false) }
      while let (index, isOutside) = pending.popLast() {
        guard seen.insert(index).inserted else { continue }
        let (before, after) = (task.operations[start], task.operations[index])
        if !isOrdered(after) {
          let leaves = isOutside || !isOfCode(after)
          pending += (next[index] ?? []).map { ($0, leaves) }
        } else if !isOutside || before.function == after.function {
          pairs.append((before, after))
        }
      }
    }
    return pairs.sorted {
      ($0.from.calledAs, $0.to.calledAs) < ($1.from.calledAs, $1.to.calledAs)
    }
  }

  // MARK: What the model lacks

  private var leftOut: [Drift] {
    let operations = tasks.flatMap(\.operations).filter(isOfCode)
    let known = Set(operations.map(\.calledName))
    return Set(tasks.flatMap(\.operations).map(\.function)).sorted().flatMap { function in
      (sitesOf[function] ?? []).compactMap { site -> Drift? in
        guard site.effects.contains(where: \.isLockOrWait),
          site.names.contains(where: { code.vocabulary.functions[$0] != nil || known.contains($0) }
          ),
          !operations.contains(where: { covers($0, site) }), !isSimplified(site)
        else { return nil }
        return drift(
          in: function, line: site.line, expected: "no more than the model does",
          seen: site.names.sorted().joined(separator: ", "))
      }
    }
  }

  /// Whether the model's operation is this call, on this resource.
  private func covers(_ operation: ModelledOperation, _ site: CodeSite) -> Bool {
    operation.function == site.function && site.names.contains(operation.calledName)
      && (!isCompared(operation) || site.effects.contains { $0.isOn(operation.resource) })
  }

  private func isSimplified(_ site: CodeSite) -> Bool {
    simplifications.contains { simplification in
      simplification.function == site.function
        && simplification.calls.contains(where: site.names.contains)
    }
  }

  // MARK: Parts

  /// The nodes of all calls that the model has.
  private var modelled: Set<Int> {
    Set(
      tasks.flatMap(\.operations).filter(isOrdered).flatMap {
        sites($0.calledName, in: $0.function).map(\.node)
      })
  }

  private func isCompared(_ operation: ModelledOperation) -> Bool {
    Self.compared.contains(operation.operation) && isOfCode(operation)
  }

  private func isOrdered(_ operation: ModelledOperation) -> Bool {
    (operation.isCall || Self.compared.contains(operation.operation)) && isOfCode(operation)
  }

  private func isOfCode(_ operation: ModelledOperation) -> Bool {
    !simplifications.contains { $0.calls.isEmpty && $0.function == operation.function }
  }

  private func sites(_ name: String, in function: String) -> [CodeSite] {
    (sitesOf[function] ?? []).filter { $0.names.contains(name) }
  }

  private func drift(
    in function: String, line: Int? = nil, expected: String, seen: String
  ) -> Drift {
    Drift(
      model: title, function: function, place: "\(code.file):\(line ?? code.line(of: function))",
      expected: expected, seen: seen)
  }
}

extension CodeEffect {
  fileprivate var text: String { "\(effect)" }
}

extension ModelledOperation {
  /// The function or macro of the call as written.
  var calledName: String {
    String(call.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
  }

  /// Whether it is written as a call, rather than as a decision or an assignment.
  var isCall: Bool {
    call.dropFirst(calledName.count).hasPrefix("(") && operation != .branch
  }

  /// The call and where it stands: steps of one call have it in common.
  fileprivate var calledAs: String { "\(function) \(calledName)" }
}
