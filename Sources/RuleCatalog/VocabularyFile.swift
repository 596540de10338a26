/// What one vocabulary file says.
struct VocabularyFile {
  private(set) var functions: [String: [Effect]] = [:]
  private(set) var externals: [String: [Effect]] = [:]
  /// The function without which a program has nothing to do with what the file says of others.
  private(set) var mark: String?
  private(set) var fields: [String: FieldContract] = [:]
  private(set) var probes: [Probe] = []
  private(set) var gfp: GFPFlags?
  private(set) var withBodies: Set<String> = []
  private(set) var entryPrefixes: [String] = []
  private(set) var methodLists: [String] = []
  private(set) var embeddedObjects: [String] = []
  private(set) var transparentRecords: [String] = []
  private(set) var guardRecords: [String] = []
  private(set) var nestedLocks: [String] = []
  private(set) var lastUsers: [String] = []
  private(set) var ownedLocks: [String: String?] = [:]
  private(set) var handedOn: [String] = []
  private(set) var removals: [String] = []
  private(set) var clearingAllocators: [String] = []
  private(set) var makers: [String] = []
  private(set) var diagnostics: [String] = []
  private(set) var namedFields: [String: String] = [:]
  private(set) var queuedIO: [String] = []
  private(set) var softirqQueues: [String] = []
  private(set) var lockWriters: [LockWriter] = []
  /// Probes that allocators of this file name, and where.
  private(set) var probeUses: [(id: String, place: CatalogPlace)] = []

  /// Reads a file's text.
  ///
  /// - Throws: the first mistake in it.
  init(_ text: String, file: String) throws(CatalogFailure) {
    let document = try YAMLValue.document(text, file: file, describedAs: "vocabulary")
    let sections = try document.fields([
      "functions", "externals", "fields", "probes", "gfp", "transparent-records", "guard-records",
      "nested-locks", "last-users", "handed-on", "removals", "clearing-allocators", "makers",
      "diagnostics",
      "owned-locks",
      "entry-prefixes", "method-lists", "embedded-objects", "named-fields", "lock-writers",
      "queued-io", "softirq-queues",
      "where-named",
    ])
    if let word = sections["where-named"] {
      // What else a file can say holds for all programs.
      _ = try document.fields(["where-named", "functions"])
      mark = try word.identifier("the name of a function")
    }
    if let list = sections["functions"] { try readFunctions(list, into: \.functions) }
    if let list = sections["externals"] { try readFunctions(list, into: \.externals) }
    if let list = sections["fields"] { try readFields(list) }
    if let list = sections["probes"] { try readProbes(list) }
    if let flags = sections["gfp"] { gfp = try Self.readFlags(flags) }
    for name in try sections["transparent-records"]?.list(of: "names of structures") ?? [] {
      transparentRecords.append(try name.identifier("the name of a structure or its typedef"))
    }
    for name in try sections["guard-records"]?.list(of: "names of structures") ?? [] {
      guardRecords.append(try name.identifier("the name of a structure or its typedef"))
    }
    nestedLocks = try Self.names(sections["nested-locks"], of: "functions or macros")
    lastUsers = try Self.names(sections["last-users"], of: "functions")
    removals = try Self.names(sections["removals"], of: "functions")
    handedOn = try Self.names(sections["handed-on"], of: "functions or macros")
    clearingAllocators = try Self.names(sections["clearing-allocators"], of: "functions")
    makers = try Self.names(sections["makers"], of: "functions")
    diagnostics = try Self.names(sections["diagnostics"], of: "functions")
    entryPrefixes = try Self.names(sections["entry-prefixes"], of: "beginnings of functions")
    methodLists = try Self.fieldNames(sections["method-lists"])
    embeddedObjects = try Self.fieldNames(sections["embedded-objects"])
    softirqQueues = try Self.names(sections["softirq-queues"], of: "variables")
    queuedIO = try Self.fieldNames(sections["queued-io"])
    for entry in try sections["owned-locks"]?.list(of: "entries with locks and their core") ?? [] {
      let keys = try entry.fields(["locks", "core"])
      let core = try keys["core"]?.string("a folder of the tree")
      for lock in try Self.fieldNames(keys.required("locks")) { ownedLocks[lock] = .some(core) }
    }
    for entry in try sections["named-fields"]?.list(of: "fields with the name of a resource") ?? []
    {
      let keys = try entry.fields(["name", "fields"])
      let name = try keys.required("name").string("the name of a resource")
      for field in try Self.fieldNames(keys.required("fields")) { namedFields[field] = name }
    }
    for entry in try sections["lock-writers"]?.list(of: "locks with their writers") ?? [] {
      let keys = try entry.fields(["lock", "function", "file"])
      lockWriters.append(
        LockWriter(
          lock: try keys.required("lock").string("the name of a lock"),
          function: try keys.required("function").identifier(),
          file: try keys.required("file").string("a path in the tree")))
    }
  }

  private static func fieldNames(_ list: YAMLValue?) throws(CatalogFailure) -> [String] {
    var names: [String] = []
    for name in try list?.list(of: "fields, as record.field") ?? [] {
      names.append(try name.fieldName())
    }
    return names
  }

  private static func names(
    _ list: YAMLValue?, of what: String
  ) throws(CatalogFailure) -> [String] {
    var names: [String] = []
    for name in try list?.list(of: "names of \(what)") ?? [] {
      names.append(try name.identifier())
    }
    return names
  }

  private mutating func readFunctions(
    _ list: YAMLValue, into known: WritableKeyPath<VocabularyFile, [String: [Effect]]>
  ) throws(CatalogFailure) {
    var lines: [String: Int] = [:]
    for entry in try list.list(of: "entries with names and effects") {
      let keys = try entry.fields(["names", "effects", "with-body"])
      var effects: [Effect] = []
      for value in try keys.required("effects").list(of: "effects") {
        let effect = try Effect(value)
        if case .allocate(_, _, let probe?) = effect {
          probeUses.append((probe, value.place))
        }
        effects.append(effect)
      }
      for name in try keys.required("names").list(of: "function names") {
        let text = try name.identifier()
        if let first = lines.updateValue(name.place.line, forKey: text) {
          throw .repeated(name.place, what: "the function", name: text, firstLine: first)
        }
        self[keyPath: known][text] = effects
        if try keys.flag("with-body") { withBodies.insert(text) }
      }
    }
  }

  private mutating func readFields(_ list: YAMLValue) throws(CatalogFailure) {
    var lines: [String: Int] = [:]
    for entry in try list.list(of: "entries with field or fields, context and holds") {
      let keys = try entry.fields([
        "field", "fields", "context", "holds", "object", "after", "mask", "needs", "last-user",
      ])
      let context = try keys.required("context").word(CallContext.self)
      let holds = try Effect.holds(keys["holds"])
      let object = try ObjectSpec.optional(keys["object"])
      let after = try keys["after"]?.fieldName()
      let mask = try keys["mask"]?.fieldName()
      let needs = try keys["needs"]?.word(ReclaimReach.self)
      let isForLastUser = try keys.flag("last-user")
      // `fields` saves repeating the contract of a whole method table.
      var names = try keys["fields"]?.list(of: "fields, as record.field") ?? []
      if names.isEmpty { names = [try keys.required("field")] }
      for value in names {
        let name = try value.fieldName()
        if let first = lines.updateValue(value.place.line, forKey: name) {
          throw .repeated(value.place, what: "the field", name: name, firstLine: first)
        }
        fields[name] = FieldContract(
          field: name, context: context, holds: holds, object: object, after: after, mask: mask,
          needs: needs, isForLastUser: isForLastUser)
      }
    }
  }

  private mutating func readProbes(_ list: YAMLValue) throws(CatalogFailure) {
    var lines: [String: Int] = [:]
    for entry in try list.list(of: "probes") {
      let keys = try entry.fields(["id", "since", "file", "function", "calls"])
      let id = try keys.required("id").string("a word")
      if let first = lines.updateValue(entry.place.line, forKey: id) {
        throw .repeated(entry.place, what: "the probe", name: id, firstLine: first)
      }
      let since = try keys.required("since")
      guard let version = KernelVersion(try since.string("a kernel version")) else {
        throw .wrongType(since.place, key: "since", expected: "a kernel version such as 5.17")
      }
      probes.append(
        Probe(
          id: id, since: version, file: try keys.required("file").string("a path in the tree"),
          function: try keys.required("function").identifier(),
          calls: try keys.required("calls").strings(of: "function names")))
    }
  }

  private static func readFlags(_ value: YAMLValue) throws(CatalogFailure) -> GFPFlags {
    let keys = try value.fields(["io", "fs", "direct-reclaim", "masks"])
    return GFPFlags(
      io: try keys.required("io").strings(of: "macro names"),
      fs: try keys.required("fs").strings(of: "macro names"),
      directReclaim: try keys.required("direct-reclaim").strings(of: "macro names"),
      masks: try keys["masks"]?.strings(of: "macro names") ?? [])
  }
}
