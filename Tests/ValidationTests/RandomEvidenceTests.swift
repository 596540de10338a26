import Findings
import Testing
import Validation

/// Evidence is what an analysis of real code says, and that can be anything.
@Suite struct RandomEvidenceTests {
  /// SplitMix64, so that a seed gives the same evidence on every machine.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var value = state
      value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
      value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
      return value ^ (value >> 31)
    }
  }

  private static let resources = [
    ("mutex", "mutex"), ("rwsem", "rwsem"), ("spinlock", "spinlock"), ("rwlock", "rwlock"),
    ("event", "completion"), ("semaphore", "semaphore"), ("read", "io"), ("work", "work"),
    ("pool", "mempool"), ("page tables", "reclaim"), ("rcu", "rcu"), ("irq-off", "irq-off"),
    ("memalloc-noio", "memalloc-noio"), ("domain", "srcu"), ("domain", "grace-period"),
    ("RCU", "grace-period"),
  ]
  private static let contexts = [
    "process", "bio-list", "work work", "ordered queue", "io-completion", "irq", "kthread a",
    "timer t", "softirq", "rcu-callback", "reclaim", "threaded-irq",
  ]
  private static let modes = ["read", "write", nil, nil, "GFP_NOIO"]

  private func finding(seed: UInt64) -> Finding {
    var numbers = Numbers(state: seed)
    func pick<Element>(_ elements: [Element]) -> Element {
      elements[Int.random(in: elements.indices, using: &numbers)]
    }
    let tasks = (0..<Int.random(in: 1...3, using: &numbers)).map { number in
      let steps = (0..<Int.random(in: 0...6, using: &numbers)).map { _ in
        (pick(Step.Action.allCases), Optional(pick(Self.resources).0), pick(Self.modes))
      }
      return Evidence.task("task\(number)", pick(Self.contexts), steps)
    }
    let listed = Self.resources.filter { _ in Bool.random(using: &numbers) }
    return Evidence.finding(listed, tasks)
  }

  @Test(arguments: 0..<20)
  func anyEvidenceGivesAVerdictThatHoldsTogether(_ block: UInt64) {
    for seed in (block * 100)..<(block * 100 + 100) {
      let finding = finding(seed: seed)
      let limits = ValidationLimits(states: 20_000, bytes: 50_000_000)
      let validation = Validator().validate(finding, limits: limits)
      #expect(!validation.reason.contains("fails by itself"), "seed \(seed): \(validation.reason)")
      #expect(validation.schedule.isEmpty == (validation.verdict != .confirmed), "seed \(seed)")
      #expect(validation.verdict == .confirmed || !validation.reason.isEmpty, "seed \(seed)")
      #expect((validation.states > 0) == (validation.verdict != .notModelled), "seed \(seed)")
    }
  }
}
