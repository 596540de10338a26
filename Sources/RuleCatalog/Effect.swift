/// One thing that a kernel function does, as far as locking and waiting go.
package indirect enum Effect: Hashable, Sendable {
  /// Takes a lock. With `tries` it never blocks.
  case acquire(
    ObjectSpec, kind: ResourceKind, mode: LockMode, tries: Bool, success: Success)
  case release(ObjectSpec, kind: ResourceKind, mode: LockMode)
  /// Gives back a lock if its result, a word of flags, has one of these bits set, by their numbers.
  case releaseIf(ObjectSpec, kind: ResourceKind, mode: LockMode, bits: [Int])
  /// Enters a section: RCU, interrupts or preemption off, a memalloc scope.
  case enter(kind: ResourceKind, object: ObjectSpec?)
  case leave(kind: ResourceKind, object: ObjectSpec?)
  /// Blocks until the event is signalled. `bit` is the argument that has the bit's number. A timed
  /// wait ends by itself.
  case wait(ObjectSpec, kind: ResourceKind, bit: Int?, timed: Bool)
  case signal(ObjectSpec, kind: ResourceKind, bit: Int?)
  /// Puts the task on a wait queue; the next `schedule` then waits for that queue.
  case arm(ObjectSpec)
  case disarm(ObjectSpec)
  /// Gives up the processor: waits for the armed queues, or just sleeps.
  case schedule(timed: Bool)
  /// Allocates memory. `pool` is the mempool that may have to be waited for. `ignoresMask` names the
  /// probe that, if true of the tree, says that the mask reaches every allocation underneath.
  case allocate(gfp: GFPSpec, pool: ObjectSpec?, ignoresMaskUnless: String?)
  /// Submits I/O whose completion calls what `callback` says: the field `record.field` of the object,
  /// or an argument. With `waits` it also waits for that I/O; of one that may have a
  /// callback in a field, where nothing is there.
  case submit(ObjectSpec, callbackField: String?, callbackArgument: Int?, waits: Bool)
  /// Hands over a function pointer to be run in a context, on behalf of an object; of several, each by
  /// itself names the execution. With `field` (`record.field`) the argument is an object that has the pointer
  /// there. `holds` are the locks with which it is called, where they are among the arguments.
  case callback(
    argument: Int, field: String? = nil, context: CallContext, objects: [ObjectSpec],
    holds: [Effect] = [])
  /// Starts an execution: queues a work item (on `queue`, if there is one), arms a timer.
  case queue(ObjectSpec, kind: ResourceKind, queue: ObjectSpec?)
  /// Waits until an execution is over. With `cancels`, one that has not begun is taken off its queue instead.
  case flush(ObjectSpec, kind: ResourceKind, cancels: Bool = false)
  /// Wakes the task that an argument points to, whatever it sleeps for: the thread that a field has, or whoever
  /// has put itself there to be woken.
  case wake(task: Int)
  /// Returns the task that runs.
  case currentTask
  /// Returns a new workqueue. Ordered, or with the maximum of active items in an argument.
  case createQueue(ordered: Bool, maxActive: Int?)
  /// May sleep, for no resource in particular.
  case sleep(unless: SleepException?)
  /// Touches user memory: a page fault may sleep, unless faults are off. It takes the lock of the address
  /// space for reading, and gives it back.
  case fault(lock: ObjectSpec)
  /// Tells by its result in which context the caller runs: what depends on it is done only where it may
  /// be.
  case testContext
  /// Claims that the lock is held.
  case assertHeld(ObjectSpec)
  /// Gives up a reference, and says by what it returns if it was the last one.
  case lastReference(Success)
  /// Gives an object methods: those of a table, or of the tables that a list has. Who waits until nobody is in
  /// a method of the object waits for these.
  case attach(ObjectSpec, table: ObjectSpec)
  /// Takes a reference: the first argument is the address of the count.
  case takeReference
  /// Gives a lock the class that a key stands for.
  case setClass(ObjectSpec, key: Int)
  /// Tells whether a bit is set: its number is the first argument, the address of the word the second.
  case testBit
  /// Sets a bit, whatever it was: the arguments are those of the test.
  case setBit
  case clearBit
  /// Never returns.
  case noReturn
  /// Does this only if an argument has all of these bits: a flag.
  case ifSet(argument: Int, bits: Int64, [Effect])

  /// The objects of the locks that it takes, or that something is called with.
  package var objects: [ObjectSpec] {
    switch self {
    case .acquire(let object, _, _, _, _): [object]
    case .callback(_, _, _, _, let holds): holds.flatMap(\.objects)
    case .ifSet(_, _, let effects): effects.flatMap(\.objects)
    default: []
    }
  }

  /// The effect, or those that depend on a flag, whether it is set or not.
  package var possible: [Effect] {
    if case .ifSet(_, _, let effects) = self { effects } else { [self] }
  }
}
