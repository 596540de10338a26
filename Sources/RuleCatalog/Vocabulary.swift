/// What the kernel's functions and method tables mean for locking and waiting.
package struct Vocabulary: Hashable, Sendable {
  /// Functions (and function-like macros, where a header declares them so) by name. Their bodies are
  /// not looked into.
  package let functions: [String: [Effect]]
  /// Those whose bodies are looked into all the same, where the program has them.
  package let withBodies: Set<String>
  /// What functions mean where their bodies are not read: those of other subsystems, for a driver alone.
  package let externals: [String: [Effect]]
  /// What other functions mean in programs that are configured otherwise.
  package let variants: [VocabularyVariant]
  /// Method tables and callback fields by `record.field`.
  package let fields: [String: FieldContract]
  package let probes: [Probe]
  package let gfp: GFPFlags
  /// Records that only wrap what they belong to (`delayed_work`, `wait_queue_head`): their fields are
  /// named by the field that holds the record.
  package let transparentRecords: [String]
  /// Records that a variable is for as long as a lock is held (`class_spinlock_t`): what they point to
  /// is told apart by the variable.
  package let guardRecords: [String]
  /// Functions and macros that take a lock of whose class another may be held by then, as their caller
  /// says: `mutex_lock_nested`.
  package let nestedLocks: [String]
  /// Functions that are only called for an object which nobody else uses any more.
  package let lastUsers: [String]
  /// Functions and macros that take a lock for another task to give back: `down_read_non_owner`.
  package let handedOn: [String]
  /// Functions that take what an argument is part of, or what they return, out of a structure.
  package let removals: [String]
  /// Functions that return memory of which every field is zero, and which nobody else knows.
  package let clearingAllocators: [String]
  /// Functions that return an object which they have made, though not all of it is clear.
  package let makers: [String]
  /// Functions that check what the kernel does and complain, whose own locks nobody depends on.
  package let diagnostics: [String]
  /// Locks, as `record.field`, of which each owner has a class of its own for lockdep, by the key that it
  /// brings, or an object of its own: a protocol family, a bus, a file system. Each with the folder of the code
  /// that works for all owners, if there is one.
  package let ownedLocks: [String: String?]
  /// What the names of functions begin with that user space calls: those of system calls.
  package let entryPrefixes: [String]
  /// Fields, as `record.field`, by which an object has the methods of a table, or by which a table lists others.
  package let methodLists: [String]
  /// Fields, as `record.field`, that stand for the object which they are in: the `kobj` of a device.
  package let embeddedObjects: [String]
  /// The one resource that entries name for fields, as `record.field`: the lock of an address space, by whichever
  /// name its field has.
  package let namedFields: [String: String]
  /// Fields, as `record.field`, of the running task that are set while the I/O which it submits is only queued.
  package let queuedIO: [String]
  /// The variables with the queues whose work items run as soft interrupts.
  package let softirqQueues: [String]
  /// Who takes locks of the kernel's core for writing.
  package let lockWriters: [LockWriter]
  /// The macros whose values are needed besides those of `gfp`: masks that entries name.
  package let maskMacros: [String]

  package init(
    functions: [String: [Effect]], withBodies: Set<String> = [],
    externals: [String: [Effect]] = [:], variants: [VocabularyVariant] = [],
    fields: [String: FieldContract], probes: [Probe], gfp: GFPFlags,
    transparentRecords: [String], guardRecords: [String] = [], nestedLocks: [String] = [],
    lastUsers: [String] = [], handedOn: [String] = [], removals: [String] = [],
    clearingAllocators: [String] = [], makers: [String] = [], diagnostics: [String] = [],
    ownedLocks: [String: String?] = [:], entryPrefixes: [String] = [], methodLists: [String] = [],
    embeddedObjects: [String] = [], namedFields: [String: String] = [:], queuedIO: [String] = [],
    softirqQueues: [String] = [], lockWriters: [LockWriter] = [],
    maskMacros: [String]
  ) {
    self.functions = functions
    self.withBodies = withBodies
    self.externals = externals
    self.variants = variants
    self.fields = fields
    self.probes = probes
    self.gfp = gfp
    self.transparentRecords = transparentRecords
    self.guardRecords = guardRecords
    self.nestedLocks = nestedLocks
    self.lastUsers = lastUsers
    self.handedOn = handedOn
    self.removals = removals
    self.clearingAllocators = clearingAllocators
    self.makers = makers
    self.diagnostics = diagnostics
    self.ownedLocks = ownedLocks
    self.entryPrefixes = entryPrefixes
    self.methodLists = methodLists
    self.embeddedObjects = embeddedObjects
    self.namedFields = namedFields
    self.queuedIO = queuedIO
    self.softirqQueues = softirqQueues
    self.lockWriters = lockWriters
    self.maskMacros = maskMacros
  }
}
