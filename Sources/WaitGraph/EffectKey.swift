package import RuleCatalog

/// One kind of thing that calling a function can do.
package struct EffectKey: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case acquire, wait, flush, allocate, sleep, fault, signal, submit, queue
    /// Sleeps, but not in interrupts nor with soft interrupts off.
    case sleepInTask
    /// Allocates with a mask that does not reach every allocation underneath.
    case ignoredMask(Int64)
    /// Calls what is not followed.
    case dispatch(Dispatch)
  }

  package let kind: Kind
  /// Nil for a sleep that is for nothing in particular.
  package let resource: ResourceID?
  package let mode: LockMode
  /// A wait that ends by itself.
  package let isTimed: Bool
  /// The code that has the effect also has a way around it, and chooses by what the analysis does not
  /// know: an allocation with another mask that does not sleep, a test whether the context is atomic.
  package var isAvoidable = false
  /// For `queue`: the workqueue, if there is one.
  package let queue: ResourceID?

  /// The same effect on what the caller knows the resource as.
  func with(resource: ResourceID?, queue: ResourceID? = nil) -> EffectKey {
    EffectKey(
      kind: kind, resource: resource, mode: mode, isTimed: isTimed, isAvoidable: isAvoidable,
      queue: queue ?? self.queue)
  }

  /// Whether the task may be stopped by it.
  package var isBlocking: Bool {
    switch kind {
    case .acquire, .wait, .flush, .allocate, .sleep, .sleepInTask, .fault, .dispatch: true
    case .signal, .submit, .queue, .ignoredMask: false
    }
  }

  /// Whether the task waits for the resource as long as it takes. Memory is not waited for so: an
  /// allocator has more than one source of it.
  package var isWait: Bool {
    switch kind {
    case .acquire, .wait, .flush: !isTimed
    case .allocate, .sleep, .sleepInTask, .fault, .signal, .submit, .queue, .ignoredMask,
      .dispatch:
      false
    }
  }
}
