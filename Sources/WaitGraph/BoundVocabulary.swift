import LockIR
import RuleCatalog

/// The vocabulary in the names of a program, so that a look-up is by number.
struct BoundVocabulary: Sendable {
  let gfp: GFPLayout
  private let functions: [NameID: [Effect]]
  private let besides: [NameID: [Effect]]
  /// The fields where objects have their methods, or tables list others.
  let methodLists: Set<FieldKey>
  /// The fields of the running task that are set while the I/O which it submits is only queued.
  let queuedIO: Set<FieldKey>
  private let embedded: Set<FieldKey>
  private let namedFields: [FieldKey: String]
  /// The fields that entries name as objects.
  private let known: [String: FieldKey]
  private let fields: [FieldKey: FieldContract]
  private let masks: [FieldKey: FieldKey]
  private let transparent: Set<NameID>
  private let guards: Set<NameID>
  private let nested: Set<NameID>
  private let lastUsers: Set<NameID>
  private let handedOn: Set<NameID>
  private let removals: Set<NameID>
  private let entries: Set<NameID>
  private let clearingAllocators: Set<NameID>
  private let makers: Set<NameID>
  private let diagnostics: Set<NameID>
  private let ownedLocks: [String: String?]
  private let softirqQueues: Set<ObjectKey>
  private let lockWriters: [String: LockWriter]
  /// What gives the task that runs.
  let currentTask: Set<NameID>
  /// The functions that test and change single bits.
  let bits: BitOperations

  init(_ vocabulary: Vocabulary, program: Program) {
    gfp = GFPLayout(vocabulary.gfp, constants: program.macroConstants)
    var identifiers: [String: NameID] = [:]
    var (functions, besides): ([NameID: [Effect]], [NameID: [Effect]]) = ([:], [:])
    var entries: Set<NameID> = []
    let listedNames = Set(
      vocabulary.nestedLocks + vocabulary.lastUsers + vocabulary.handedOn + vocabulary.removals
        + vocabulary.clearingAllocators + vocabulary.makers + vocabulary.diagnostics)
    var listed: [String: [NameID]] = [:]
    var known = vocabulary.functions
    for variant in vocabulary.variants where program.names.contains(variant.mark) {
      known.merge(variant.functions) { _, variant in variant }
    }
    for (index, name) in program.names.enumerated() {
      let id = NameID(index)
      identifiers[name] = id
      let plain = program.plainName(of: id)
      if let effects = known[plain] {
        if vocabulary.withBodies.contains(plain), program.definition(of: id) != nil {
          besides[id] = effects
        } else {
          functions[id] = effects
        }
      } else if let effects = vocabulary.externals[plain], program.definition(of: id) == nil {
        functions[id] = effects
      }
      if vocabulary.entryPrefixes.contains(where: plain.hasPrefix) { entries.insert(id) }
      if listedNames.contains(plain) { listed[plain, default: []].append(id) }
    }
    func symbols(_ names: [String]) -> Set<NameID> { Set(names.flatMap { listed[$0] ?? [] }) }
    (nested, lastUsers) = (symbols(vocabulary.nestedLocks), symbols(vocabulary.lastUsers))
    (handedOn, removals) = (symbols(vocabulary.handedOn), symbols(vocabulary.removals))
    clearingAllocators = symbols(vocabulary.clearingAllocators)
    makers = symbols(vocabulary.makers)
    diagnostics = symbols(vocabulary.diagnostics)
    (self.functions, self.besides) = (functions, besides)
    bits = BitOperations(functions)
    currentTask = Set(functions.filter { $0.value.contains(.currentTask) }.keys)
    ownedLocks = vocabulary.ownedLocks
    lockWriters = Dictionary(uniqueKeysWithValues: vocabulary.lockWriters.map { ($0.lock, $0) })
    var fields: [FieldKey: FieldContract] = [:]
    var masks: [FieldKey: FieldKey] = [:]
    func field(_ text: String) -> FieldKey? {
      let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let record = identifiers[parts[0]], let name = identifiers[parts[1]]
      else { return nil }
      return FieldKey(record: record, name: name)
    }
    for (text, contract) in vocabulary.fields {
      guard let key = field(text) else { continue }
      fields[key] = contract
      masks[key] = contract.mask.flatMap(field)
    }
    self.fields = fields
    self.masks = masks
    var named: [String: FieldKey] = [:]
    for effect in vocabulary.fields.values.flatMap(\.holds) + known.values.flatMap(\.self)
      + vocabulary.externals.values.flatMap(\.self)
    {
      for case .field(let text) in effect.objects { named[text] = field(text) }
    }
    self.known = named
    self.entries = entries
    methodLists = Set(vocabulary.methodLists.compactMap(field))
    queuedIO = Set(vocabulary.queuedIO.compactMap(field))
    embedded = Set(vocabulary.embeddedObjects.compactMap(field))
    var resources: [FieldKey: String] = [:]
    for (text, name) in vocabulary.namedFields {
      if let key = field(text) { resources[key] = name }
    }
    namedFields = resources
    softirqQueues = Set(
      vocabulary.softirqQueues.compactMap { identifiers[$0].map(ObjectKey.globalPointee) })
    guards = Set(vocabulary.guardRecords.compactMap { identifiers[$0] })
    transparent = Set(vocabulary.transparentRecords.compactMap { identifiers[$0] })
  }

  /// What a function does by the vocabulary; nil if its body speaks for itself.
  func effects(of symbol: NameID) -> [Effect]? { functions[symbol] }

  /// What a function does by the vocabulary besides what its body says.
  func effectsBesidesBody(of symbol: NameID) -> [Effect]? { besides[symbol] }

  /// Whether a field stands for the object that it is in.
  func isEmbedded(_ field: FieldKey) -> Bool { embedded.contains(field) }

  /// The one resource that a field stands for, by the name that entries have for it.
  func resource(of field: FieldKey) -> String? { namedFields[field] }

  /// Whether the work items of a queue run as soft interrupts.
  func isSoftirqQueue(_ queue: ObjectKey) -> Bool { softirqQueues.contains(queue) }

  /// The contract of a field of function pointer type.
  func contract(of field: FieldKey) -> FieldContract? { fields[field] }

  /// Where what is stored in a field is told the mask of the allocation that it runs for.
  func mask(of field: FieldKey) -> FieldKey? { masks[field] }

  /// The field of the method that a contract says is called before.
  func before(_ contract: FieldContract) -> FieldKey? { contract.after.flatMap(field(named:)) }

  /// The field that a name, as `record.field`, stands for, if the program has such names.
  func key(of field: String) -> FieldKey? { known[field] }

  /// A field that has a contract, by its name as `record.field`; of several records of the name, the first.
  func field(named name: String) -> FieldKey? {
    fields.filter { $0.value.field == name }.keys.min {
      ($0.record, $0.name) < ($1.record, $1.name)
    }
  }

  var contracts: [(field: FieldKey, contract: FieldContract)] {
    fields.map { ($0, $1) }.sorted {
      ($0.field.record, $0.field.name) < ($1.field.record, $1.field.name)
    }
  }

  /// Whether a record is what keeps a lock for the life of a variable.
  func isGuard(_ record: NameID) -> Bool { guards.contains(record) }

  /// Whether a function or macro says that another lock of the class may be held.
  func isNested(_ name: NameID) -> Bool { nested.contains(name) }

  /// Whether user space calls a function, with nothing held.
  func isEntry(_ symbol: NameID) -> Bool { entries.contains(symbol) }

  /// Whether a function is only called for what nobody else uses any more.
  func isLastUser(_ symbol: NameID) -> Bool { lastUsers.contains(symbol) }

  /// Whether a function or macro takes a lock for another task to give back.
  func isHandedOn(_ name: NameID) -> Bool { handedOn.contains(name) }

  /// Whether a function takes an object out of a structure.
  func isRemoval(_ symbol: NameID) -> Bool { removals.contains(symbol) }

  /// Whether a function returns memory of which every field is zero.
  func clearsMemory(_ symbol: NameID) -> Bool { clearingAllocators.contains(symbol) }

  /// Whether a function returns an object that it has made.
  func makes(_ symbol: NameID) -> Bool { makers.contains(symbol) || clearsMemory(symbol) }

  /// Whether a function checks what the kernel does and complains.
  func isDiagnostic(_ symbol: NameID) -> Bool { diagnostics.contains(symbol) }

  /// Whether each owner has its own of the locks that go by this name.
  func isOwned(_ lock: String) -> Bool { ownedLocks[lock] != nil }

  /// The folder of the code that works for all owners of such locks.
  func core(ofOwned lock: String) -> String? { ownedLocks[lock] ?? nil }

  /// Who takes the lock that goes by this name for writing, be that code of the program or not.
  func writer(of lock: String) -> LockWriter? { lockWriters[lock] }

  /// Whether a record only wraps the field that it is.
  func isTransparent(_ record: NameID) -> Bool { transparent.contains(record) }
}
