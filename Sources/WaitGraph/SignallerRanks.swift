import RuleCatalog

/// How near to the hardware the activations of a graph are.
///
/// What normally ends a wait for a request is what the device's interrupt starts. The same event is often
/// signalled elsewhere too: by whoever failed to submit the request, by an abort. Those do not end the
/// wait of a request that is under way, and what holds them up does not hold it up.
struct SignallerRanks {
  enum Rank: Int, Comparable {
    /// A system call, or a method that one ends in.
    case caller
    /// A work item or thread that tasks start.
    case worker
    /// A work item or thread that the hardware starts.
    case completer
    /// An interrupt, or what runs like one.
    case interrupt

    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
  }

  private var ranks: [FunctionID: Rank] = [:]

  init(graph: WaitGraph) {
    var workers: [Activation] = []
    for activation in graph.activations {
      switch activation.context {
      case .ioCompletion, .irq, .softirq, .napi, .tasklet, .timer, .hrtimer,
        .rcuCallback:
        raise(activation.function, to: .interrupt)
      case .serialWork, .threadedIRQ: raise(activation.function, to: .completer)
      case .work, .kthread: workers.append(activation)
      case .caller, .process, .stopper, .atomic, .unknown, .bioList, .reclaim: break
      }
    }
    // A callback that nobody in the program calls, and that never sleeps, is an interrupt's as a rule.
    for worker in workers {
      let isStartedByHardware =
        worker.object.map { object in
          graph.starters(of: object).contains {
            // What a grace period ends with, a task has asked for.
            (rank(of: $0) == .interrupt && $0.context != .rcuCallback)
              || ($0.context == .unknown && !graph.maySleep($0))
          }
        } ?? false
      raise(worker.function, to: isStartedByHardware ? .completer : .worker)
    }
  }

  func rank(of activation: Activation) -> Rank { ranks[activation.function] ?? .caller }

  private mutating func raise(_ function: FunctionID, to rank: Rank) {
    ranks[function] = max(ranks[function] ?? .caller, rank)
  }
}
