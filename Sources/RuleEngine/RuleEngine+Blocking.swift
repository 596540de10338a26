import Findings
import RuleCatalog
import WaitGraph

/// Blocking where nothing may block.
extension RuleEngine {
  func blocking(
    under sections: Set<ResourceKind>, _ except: BlockingExemption?, _ rule: Rule
  ) -> [Candidate] {
    graph.holdEdges.compactMap { edge in
      let section = graph.resources[edge.held.use.resource].kind
      guard sections.contains(section), graph.maySleep(graph[edge.effect]),
        !takes(edge.effect, oneOf: except?.locks)
          || except?.sections.contains(section) == false,
        !comesWithReadSide(edge), !isLeftToOthers(edge)
      else { return nil }
      let function = graph.function(of: edge.summary)
      let task = tasks.task(holding: edge)
      guard let last = task.steps.last else { return nil }
      return candidate(
        rule, key: [graph.name(of: function), "\(edge.held.ordinal)", location(edge).file],
        detail: what(last), location: location(edge),
        uses: [edge.held.use, use(edge.effect)].compactMap { $0 }, tasks: [task],
        doubts: Doubts(
          calls: graph.path(of: edge).count,
          choices: edge.indirections + (graph.isChoice(edge.held, in: edge.summary) ? 1 : 0),
          avoidable: graph[edge.effect].isAvoidable ? 1 : 0,
          alternatives: graph.isOneOfSeveral(edge.held, in: edge.summary) ? 1 : 0,
          detours: graph.detours(of: edge)))
    }
  }

  /// Whether an effect is that it takes a lock of one of these kinds.
  private func takes(_ effect: EffectID, oneOf kinds: Set<ResourceKind>?) -> Bool {
    guard graph[effect].kind == .acquire, let lock = graph[effect].resource else { return false }
    return kinds?.contains(graph.resources[lock].kind) == true
  }

  /// Whether what is held comes with a read-side section: `rcu_read_lock_bh` also switches soft
  /// interrupts off, and is a matter of the rule on RCU.
  private func comesWithReadSide(_ edge: HoldEdge) -> Bool {
    !graph.resources[edge.held.use.resource].kind.isReadSide
      && edge.allHeld.contains { other in
        other.ordinal == edge.held.ordinal && graph.resources[other.use.resource].kind.isReadSide
      }
  }

  /// Whether what would sleep sees that it is as good as in an interrupt.
  private func isLeftToOthers(_ edge: HoldEdge) -> Bool {
    graph[edge.effect].kind == .sleepInTask
      && (graph.activation(reaching: edge.summary)?.context.isInterrupt == true
        || edge.allHeld.contains { graph.resources[$0.use.resource].kind == .bhOff })
  }

  func blocking(
    in contexts: Set<CallContext>, _ except: BlockingExemption?, _ rule: Rule
  ) -> [Candidate] {
    graph.activations.filter { contexts.contains($0.context) }.flatMap { activation in
      graph.effects(of: activation).compactMap { effect in
        guard graph.maySleep(graph[effect]),
          graph[effect].kind != .sleepInTask || !activation.context.isInterrupt,
          !takes(effect, oneOf: except?.locks)
            || except?.contexts.contains(activation.context) == false
        else { return nil }
        let path = graph.path(to: effect, in: activation.summary)
        let steps = tasks.steps(along: path, to: effect)
        guard let first = path.first, let last = steps.last else { return nil }
        return candidate(
          rule, key: [graph.name(of: activation.function), activation.context.rawValue],
          detail: what(last), location: location(of: first.ordinal, in: first.function),
          uses: [use(effect)].compactMap { $0 },
          tasks: [
            Task(
              name: graph.name(of: activation.function), context: tasks.context(of: activation),
              steps: steps)
          ],
          doubts: Doubts(
            calls: path.count, choices: graph.indirections(effect, activation),
            avoidable: graph[effect].isAvoidable ? 1 : 0,
            detours: graph.detours(to: effect, in: activation.summary)))
      }
    }
  }

  private func what(_ last: Step) -> String {
    last.resource.map { "\(last.callee) may block for \($0)" } ?? "\(last.callee) may sleep"
  }
}
