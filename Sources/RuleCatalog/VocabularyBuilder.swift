/// Puts vocabulary files together. What is added later replaces what has the same name.
struct VocabularyBuilder {
  private var functions: [String: [Effect]] = [:]
  private var externals: [String: [Effect]] = [:]
  private var variants: [String: [String: [Effect]]] = [:]
  private var fields: [String: FieldContract] = [:]
  private var probes: [String: Probe] = [:]
  private var gfp: GFPFlags?
  private var transparentRecords: Set<String> = []
  private var guardRecords: Set<String> = []
  private var nestedLocks: Set<String> = []
  private var lastUsers: Set<String> = []
  private var handedOn: Set<String> = []
  private var removals: Set<String> = []
  private var clearingAllocators: Set<String> = []
  private var makers: Set<String> = []
  private var diagnostics: Set<String> = []
  private var ownedLocks: [String: String?] = [:]
  private var entryPrefixes: Set<String> = []
  private var methodLists: Set<String> = []
  private var embeddedObjects: Set<String> = []
  private var softirqQueues: Set<String> = []
  private var namedFields: [String: String] = [:]
  private var queuedIO: Set<String> = []
  private var lockWriters: [String: LockWriter] = [:]
  private var withBodies: Set<String> = []
  private var probeUses: [(id: String, place: CatalogPlace)] = []

  mutating func add(_ file: VocabularyFile) {
    if let mark = file.mark {
      variants[mark, default: [:]].merge(file.functions) { _, later in later }
    } else {
      functions.merge(file.functions) { _, later in later }
    }
    externals.merge(file.externals) { _, later in later }
    withBodies.subtract(file.functions.keys)
    withBodies.formUnion(file.withBodies)
    entryPrefixes.formUnion(file.entryPrefixes)
    methodLists.formUnion(file.methodLists)
    embeddedObjects.formUnion(file.embeddedObjects)
    namedFields.merge(file.namedFields) { _, last in last }
    softirqQueues.formUnion(file.softirqQueues)
    queuedIO.formUnion(file.queuedIO)
    for writer in file.lockWriters { lockWriters[writer.lock] = writer }
    fields.merge(file.fields) { _, later in later }
    for probe in file.probes { probes[probe.id] = probe }
    gfp = file.gfp ?? gfp
    transparentRecords.formUnion(file.transparentRecords)
    guardRecords.formUnion(file.guardRecords)
    nestedLocks.formUnion(file.nestedLocks)
    lastUsers.formUnion(file.lastUsers)
    handedOn.formUnion(file.handedOn)
    removals.formUnion(file.removals)
    clearingAllocators.formUnion(file.clearingAllocators)
    makers.formUnion(file.makers)
    diagnostics.formUnion(file.diagnostics)
    ownedLocks.merge(file.ownedLocks) { _, last in last }
    probeUses += file.probeUses
  }

  /// Everything that has been added.
  ///
  /// - Parameter folder: named when no file says which bits a mask has.
  /// - Returns: the vocabulary, with its lists sorted.
  /// - Throws: `CatalogFailure` if an allocator names an unknown probe, or no file defines `gfp`.
  func vocabulary(folder: String) throws(CatalogFailure) -> Vocabulary {
    for use in probeUses where probes[use.id] == nil {
      throw .unknownProbe(use.place, id: use.id, known: probes.keys.sorted())
    }
    guard let gfp else {
      throw .missingKey(
        CatalogPlace(file: folder, line: 1, column: 1), key: "gfp", of: "the vocabulary")
    }
    return Vocabulary(
      functions: functions, withBodies: withBodies, externals: externals,
      variants: variants.sorted { $0.key < $1.key }.map {
        VocabularyVariant(mark: $0.key, functions: $0.value)
      }, fields: fields, probes: probes.values.sorted { $0.id < $1.id },
      gfp: gfp, transparentRecords: transparentRecords.sorted(),
      guardRecords: guardRecords.sorted(), nestedLocks: nestedLocks.sorted(),
      lastUsers: lastUsers.sorted(), handedOn: handedOn.sorted(),
      removals: removals.sorted(),
      clearingAllocators: clearingAllocators.sorted(), makers: makers.sorted(),
      diagnostics: diagnostics.sorted(),
      ownedLocks: ownedLocks,
      entryPrefixes: entryPrefixes.sorted(), methodLists: methodLists.sorted(),
      embeddedObjects: embeddedObjects.sorted(),
      namedFields: namedFields, queuedIO: queuedIO.sorted(),
      softirqQueues: softirqQueues.sorted(),
      lockWriters: lockWriters.values.sorted { $0.lock < $1.lock },
      maskMacros: maskMacros(besides: gfp))
  }

  private func maskMacros(besides gfp: GFPFlags) -> [String] {
    var names: Set<String> = []
    for effects in [functions.values, externals.values].joined() + variants.values.flatMap(\.values)
    {
      for case .allocate(.constant(let name), _, _) in effects { names.insert(name) }
    }
    return names.subtracting(gfp.names).sorted()
  }
}
