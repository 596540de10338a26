import LockIR
import RuleCatalog

/// What is held whenever a function begins, whoever calls it.
///
/// Through calls that are not followed nothing is known to be held, so a lock may be missing here and
/// never is here wrongly.
struct EntryHolds: Sendable {
  /// Nil for what no activation leads to.
  private var held: [Set<ResourceID>?]
  private var runsConcurrently: [Bool]

  /// - Complexity: linear in the number of calls between summaries, times the depth of held sets.
  init(activations: [Activation], summaries: [Summary], resources: ResourceTable) {
    held = Array(repeating: nil, count: summaries.count)
    runsConcurrently = Array(repeating: false, count: summaries.count)
    var pending: [SummaryID] = []
    for activation in activations {
      let contract = summaries[Int(activation.summary.index)].context.holds.map(\.resource)
      arrive(
        at: activation.summary, holding: Self.known(contract, resources),
        concurrently: !activation.isInitialisation, &pending)
    }
    while let id = pending.popLast() {
      let position = Int(id.index)
      let summary = summaries[position]
      for (ordinal, callees) in summary.callees.sorted(by: { $0.key < $1.key }) {
        let here = Self.known(summary.alwaysHeld(at: ordinal).map(\.use.resource), resources)
        let all = here.union(held[position] ?? [])
        for callee in callees {
          arrive(
            at: callee.summary, holding: all, concurrently: runsConcurrently[position], &pending)
        }
      }
    }
  }

  /// What is held whenever the summary's function begins.
  func held(on summary: SummaryID) -> Set<ResourceID> { held[Int(summary.index)] ?? [] }

  /// Whether something other than the loading and unloading of a module gets to the function.
  func runsConcurrently(_ summary: SummaryID) -> Bool { runsConcurrently[Int(summary.index)] }

  private mutating func arrive(
    at summary: SummaryID, holding new: Set<ResourceID>, concurrently: Bool,
    _ pending: inout [SummaryID]
  ) {
    let position = Int(summary.index)
    let common = held[position].map { $0.intersection(new) } ?? new
    let concurrent = runsConcurrently[position] || concurrently
    guard common != held[position] || concurrent != runsConcurrently[position] else { return }
    held[position] = common
    runsConcurrently[position] = concurrent
    pending.append(summary)
  }

  /// The resources that mean the same in every function.
  private static func known(_ list: [ResourceID], _ resources: ResourceTable) -> Set<ResourceID> {
    Set(
      list.filter {
        switch resources[$0].object {
        case .parameter, .throughParameter, .local, .unknown: false
        default: true
        }
      })
  }
}
