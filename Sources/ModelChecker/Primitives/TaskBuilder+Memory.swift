extension TaskBuilder {
  /// `kmalloc`, `alloc_page`: goes on at once while memory is plenty. Under pressure it reclaims when
  /// the mask lets it, and else fails.
  ///
  /// - `mask`: the bits of the call; the task's scopes take some away.
  /// - `failed`: what happens when there is no memory; nil goes on as if there were.
  public mutating func allocate(
    _ memory: Memory, _ mask: AllocationMask, at site: Site? = nil,
    failed: ((inout TaskBuilder) -> Void)? = nil
  ) {
    let called = label(.allocate, "alloc(\(mask.text))", memory.name, site)
    let done = newLocation()
    let short = newLocation()
    emit(
      called, sleeps: mask.contains(.directReclaim),
      [
        Alternative(condition: memory.pressure.isClear, target: done),
        Alternative(
          condition: memory.pressure.isSet, target: short, text: called.text + ": memory is short"),
      ])
    here = short
    if mask.contains(.directReclaim) { reclaim(memory, mask, called) }
    if let failed {
      if !mask.contains(.directReclaim) {
        failed(&self)
      } else if mask.contains(.noRetry) {
        choose([{ _ in }, failed], at: Site(called.text, function: called.function))
      }
    }
    join(here, done)
    here = resolve(done)
  }

  /// Each reclaimer that mask and scopes allow may run, or may find nothing to do.
  private mutating func reclaim(_ memory: Memory, _ mask: AllocationMask, _ called: Label) {
    for reclaimer in environment.reclaimers where reclaimer.memory == memory.index {
      guard mask.isSuperset(of: reclaimer.needs) else { continue }
      var allowed: [Condition] = []
      if !reclaimer.needs.isEmpty { allowed.append(scope(.noIO).isClear) }
      if reclaimer.needs.contains(.fs) { allowed.append(scope(.noFS).isClear) }
      let start = newLocation()
      let end = newLocation()
      let entry = Label(
        function: called.function, text: "direct reclaim: \(reclaimer.name)", operation: .branch,
        resource: memory.name, payload: called.payload)
      emit(
        entry,
        [
          Alternative(condition: .all(allowed), target: start),
          Alternative(target: end, text: entry.text + ": skipped"),
        ])
      here = start
      reclaimer.body(&self)
      join(here, end)
      here = resolve(end)
    }
  }

  mutating func scope(_ scope: MemoryScope) -> Variable {
    own(scope.key, scope.rawValue)
  }

  /// `memalloc_noio_save`: sets the task's bit and keeps what it was.
  public mutating func save(
    _ scope: MemoryScope, in old: Variable, at site: Site? = nil
  ) {
    let bit = self.scope(scope)
    emit(
      label(.enter, "memalloc_\(scope.rawValue)_save()", scope.rawValue, site),
      [Alternative(actions: [.set(old.reference, .variable(bit)), .set(bit.reference, 1)])])
  }

  /// `memalloc_noio_restore`: puts back what was kept.
  public mutating func restore(
    _ scope: MemoryScope, from old: Variable, at site: Site? = nil
  ) {
    let bit = self.scope(scope)
    emit(
      label(.leave, "memalloc_\(scope.rawValue)_restore()", scope.rawValue, site),
      [Alternative(actions: [.set(bit.reference, .variable(old)), .set(old.reference, 0)])])
  }

  /// Clears the task's bit, whatever it was: what a restore without the saved value does.
  public mutating func clear(_ scope: MemoryScope, at site: Site? = nil) {
    let bit = self.scope(scope)
    emit(
      label(.leave, "current->flags &= ~\(scope.rawValue)", scope.rawValue, site),
      [Alternative(actions: [.set(bit.reference, 0)])])
  }

  /// `mempool_alloc`: from the allocator while memory is plenty, else an element of the pool; a mask
  /// that may sleep waits for one.
  ///
  /// `failed`: what happens when the mask may not sleep and there is no element.
  public mutating func allocate(
    from pool: MemoryPool, _ mask: AllocationMask, at site: Site? = nil,
    failed: (inout TaskBuilder) -> Void = { _ in }
  ) {
    let called = label(.allocate, "mempool_alloc(\(pool.name), \(mask.text))", pool.name, site)
    let none = newLocation()
    let short = pool.memory?.pressure.isSet ?? .always
    var alternatives = [
      Alternative(
        condition: .all([short, pool.available.isSet]),
        actions: [.subtract(pool.available.reference, 1)])
    ]
    if let memory = pool.memory {
      alternatives.append(Alternative(condition: memory.pressure.isClear))
    }
    if !mask.contains(.directReclaim) {
      alternatives.append(
        Alternative(condition: .all([short, pool.available.isClear]), target: none))
    }
    emit(called, sleeps: mask.contains(.directReclaim), alternatives)
    guard !mask.contains(.directReclaim) else { return }
    let end = here
    here = none
    failed(&self)
    join(here, end)
    here = resolve(end)
  }

  /// `mempool_free`: back to the pool while it is not full.
  public mutating func free(to pool: MemoryPool, at site: Site? = nil) {
    let size = Value.constant(pool.size)
    emit(
      label(.free, "mempool_free(\(pool.name))", pool.name, site),
      [
        Alternative(
          condition: pool.available.isLess(than: size),
          actions: [.add(pool.available.reference, 1)]),
        Alternative(condition: pool.available.isAtLeast(size)),
      ])
  }
}

extension AllocationMask {
  var text: String {
    var bits: [String] = []
    if contains(.io) { bits.append("IO") }
    if contains(.fs) { bits.append("FS") }
    if contains(.directReclaim) { bits.append("RECLAIM") }
    if contains(.noRetry) { bits.append("NORETRY") }
    return bits.isEmpty ? "NOWAIT" : bits.joined(separator: "|")
  }
}

extension TaskBuilder {
  /// The task's bit is not set.
  public mutating func scopeIsClosed(_ scope: MemoryScope) -> Condition {
    self.scope(scope).isClear
  }
}
