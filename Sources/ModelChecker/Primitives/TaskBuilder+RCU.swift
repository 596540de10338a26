extension TaskBuilder {
  /// `rcu_read_lock`, `srcu_read_lock`: may be nested. In an RCU section the task may not sleep.
  public mutating func readLock(_ domain: RCUDomain, at site: Site? = nil) {
    let (depth, phase) = cells(of: domain)
    let more: [DraftAction] = domain.isSleepable ? [] : [.add(atomicDepth.reference, 1)]
    let enter: [DraftAction] = [.set(depth.reference, 1)] + more
    emit(
      label(.enter, "\(domain.call("read_lock"))(\(domain.name))", domain.name, site),
      [
        Alternative(condition: depth.isSet, actions: [.add(depth.reference, 1)] + more),
        Alternative(
          condition: .all([depth.isClear, domain.phase.isClear]),
          actions: enter + [.add(domain.firstReaders.reference, 1), .set(phase.reference, 0)]),
        Alternative(
          condition: .all([depth.isClear, domain.phase.isSet]),
          actions: enter + [.add(domain.secondReaders.reference, 1), .set(phase.reference, 1)]),
      ])
  }

  /// `rcu_read_unlock`, `srcu_read_unlock`; fails as an assertion outside a section.
  public mutating func readUnlock(_ domain: RCUDomain, at site: Site? = nil) {
    let (depth, phase) = cells(of: domain)
    let more: [DraftAction] = domain.isSleepable ? [] : [.subtract(atomicDepth.reference, 1)]
    let leave: [DraftAction] = [.set(depth.reference, 0), .set(phase.reference, 0)] + more
    let outermost = depth.equals(1)
    emit(
      label(.leave, "\(domain.call("read_unlock"))(\(domain.name))", domain.name, site),
      [
        Alternative(
          condition: depth.isAtLeast(2), actions: [.subtract(depth.reference, 1)] + more),
        Alternative(
          condition: .all([outermost, phase.isClear]),
          actions: leave + [.subtract(domain.firstReaders.reference, 1)]),
        Alternative(
          condition: .all([outermost, phase.isSet]),
          actions: leave + [.subtract(domain.secondReaders.reference, 1)]),
        Alternative(condition: depth.isClear, failure: .assertion),
      ])
  }

  /// `synchronize_rcu`, `synchronize_srcu`: sleeps until every reader that was inside has left.
  public mutating func synchronize(_ domain: RCUDomain, at site: Site? = nil) {
    gracePeriod(
      of: domain,
      label(.wait, "\(domain.call("synchronize"))(\(domain.name))", domain.name, site),
      sleeps: true)
  }

  /// `call_rcu`: the callback runs some time after a grace period that starts from here on.
  public mutating func call(_ callback: RCUCallback, at site: Site? = nil) {
    emit(
      label(.queue, "call_rcu(\(callback.name))", callback.name, site),
      [
        Alternative(actions: [
          .add(callback.domain.callbacks.reference, 1), .add(callback.pending.reference, 1),
        ])
      ])
  }

  /// `rcu_barrier`: sleeps until no callback is left. The kernel waits only for those before the
  /// call, so this may wait longer.
  public mutating func barrier(_ domain: RCUDomain, at site: Site? = nil) {
    emit(
      label(.wait, "\(domain.call("barrier"))(\(domain.name))", domain.name, site), sleeps: true,
      [Alternative(condition: domain.hasNoCallbacks)])
  }

  mutating func gracePeriod(of domain: RCUDomain, _ label: Label, sleeps: Bool) {
    emit(
      label.renamed(label.text + ": starts"), sleeps: sleeps,
      [
        Alternative(
          condition: .all([domain.busy.isClear, domain.phase.isClear]),
          actions: [.set(domain.busy.reference, 1), .set(domain.phase.reference, 1)]),
        Alternative(
          condition: .all([domain.busy.isClear, domain.phase.isSet]),
          actions: [.set(domain.busy.reference, 1), .set(domain.phase.reference, 0)]),
      ])
    emit(
      label,
      [
        Alternative(
          condition: .all([domain.phase.isSet, domain.firstReaders.isClear]),
          actions: [.set(domain.busy.reference, 0)]),
        Alternative(
          condition: .all([domain.phase.isClear, domain.secondReaders.isClear]),
          actions: [.set(domain.busy.reference, 0)]),
      ])
  }

  private mutating func cells(of domain: RCUDomain) -> (depth: Variable, phase: Variable) {
    (
      own(.readDepth(domain.index), "depth in \(domain.name)"),
      own(.readPhase(domain.index), "phase in \(domain.name)")
    )
  }
}

extension RCUDomain {
  func call(_ base: String) -> String {
    switch base {
    case "synchronize": isSleepable ? "synchronize_srcu" : "synchronize_rcu"
    default: (isSleepable ? "srcu_" : "rcu_") + base
    }
  }
}
