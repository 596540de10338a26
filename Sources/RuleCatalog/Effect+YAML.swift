extension Effect {
  /// Every effect by the word that vocabulary files use for it.
  private static let names = [
    "acquire", "release", "release-if", "enter", "leave", "wait", "signal", "arm", "disarm",
    "schedule",
    "allocate", "submit", "callback", "queue", "flush", "create-queue", "sleep", "fault",
    "test-context", "assert-held", "last-reference", "take-reference", "set-class", "attach",
    "no-return",
    "test-bit", "set-bit", "clear-bit", "wake", "current-task", "if-set",
  ]

  /// Reads one effect: a mapping with the effect's word as its only key.
  init(_ value: YAMLValue) throws(CatalogFailure) {
    let body = try value.single(Self.names)
    switch body.key {
    case "acquire": self = try Self.acquire(body)
    case "release": self = try Self.release(body)
    case "release-if": self = try Self.releaseIf(body)
    case "enter":
      let section = try Self.section(body)
      self = .enter(kind: section.kind, object: section.object)
    case "leave":
      let section = try Self.section(body)
      self = .leave(kind: section.kind, object: section.object)
    case "wait": self = try Self.wait(body)
    case "signal": self = try Self.signal(body)
    case "arm": self = .arm(try Self.object(body))
    case "disarm": self = .disarm(try Self.object(body))
    case "schedule": self = .schedule(timed: try body.fields(["timed"]).flag("timed"))
    case "allocate": self = try Self.allocate(body)
    case "submit": self = try Self.submit(body)
    case "callback": self = try Self.callback(body)
    case "queue": self = try Self.queue(body)
    case "flush": self = try Self.flush(body)
    case "create-queue": self = try Self.createQueue(body)
    case "assert-held": self = .assertHeld(try Self.object(body))
    case "last-reference":
      let fields = try body.fields(["success"])
      self = .lastReference(try fields["success"]?.word(Success.self) ?? .nonzero)
    case "set-class":
      let fields = try body.fields(["object", "key"])
      self = .setClass(
        try ObjectSpec(fields.required("object")), key: try fields.required("key").argument())
    case "attach":
      let fields = try body.fields(["object", "table"])
      self = .attach(
        try ObjectSpec(fields.required("object")), table: try ObjectSpec(fields.required("table")))
    case "no-return":
      _ = try body.fields([])
      self = .noReturn
    case "test-bit", "set-bit", "clear-bit":
      _ = try body.fields([])
      self = body.key == "test-bit" ? .testBit : body.key == "set-bit" ? .setBit : .clearBit
    case "wake":
      self = .wake(task: try body.fields(["task"]).required("task").argument())
    case "current-task":
      _ = try body.fields([])
      self = .currentTask
    case "if-set": self = try Self.ifSet(body)
    case "take-reference":
      _ = try body.fields([])
      self = .takeReference
    case "fault":
      self = .fault(lock: try ObjectSpec(body.fields(["lock"]).required("lock")))
    case "test-context":
      _ = try body.fields([])
      self = .testContext
    default:
      self = .sleep(unless: try body.fields(["unless"])["unless"]?.word(SleepException.self))
    }
  }

  // MARK: Locks and sections

  private static func acquire(_ body: YAMLValue) throws(CatalogFailure) -> Effect {
    let fields = try body.fields(["object", "kind", "mode", "try", "success"])
    return .acquire(
      try ObjectSpec(fields.required("object")), kind: try kind(fields, [.lock]),
      mode: try fields["mode"]?.word(LockMode.self) ?? .exclusive, tries: try fields.flag("try"),
      success: try fields["success"]?.word(Success.self) ?? .always)
  }

  private static func release(_ body: YAMLValue) throws(CatalogFailure) -> Effect {
    let fields = try body.fields(["object", "kind", "mode"])
    return .release(
      try ObjectSpec(fields.required("object")), kind: try kind(fields, [.lock]),
      mode: try fields["mode"]?.word(LockMode.self) ?? .exclusive)
  }

  private static func releaseIf(_ body: YAMLValue) throws(CatalogFailure) -> Effect {
    let fields = try body.fields(["object", "kind", "mode", "bits"])
    let bits = try fields.required("bits")
    var numbers: [Int] = []
    for bit in try bits.list(of: "numbers of bits") {
      guard let number = bit.integer, (0..<64).contains(number) else {
        throw .wrongType(
          bit.place, key: "bits", expected: "a list of numbers of bits, from 0 to 63")
      }
      numbers.append(number)
    }
    return .releaseIf(
      try ObjectSpec(fields.required("object")), kind: try kind(fields, [.lock]),
      mode: try fields["mode"]?.word(LockMode.self) ?? .exclusive, bits: numbers)
  }

  private static func section(
    _ body: YAMLValue
  ) throws(CatalogFailure) -> (kind: ResourceKind, object: ObjectSpec?) {
    let fields = try body.fields(["section", "object"])
    let kind = try fields.required("section").word(
      ResourceKind.self,
      among: ResourceKind.allCases.filter { $0.family == .section || $0 == .method })
    return (kind, try ObjectSpec.optional(fields["object"]))
  }

  // MARK: Events

  private static func wait(_ body: YAMLValue) throws(CatalogFailure) -> Effect {
    let fields = try body.fields(["object", "kind", "bit", "timed"])
    return .wait(
      try ObjectSpec(fields.required("object")), kind: try kind(fields, [.event]),
      bit: try fields["bit"]?.argument(), timed: try fields.flag("timed"))
  }

  private static func signal(_ body: YAMLValue) throws(CatalogFailure) -> Effect {
    let fields = try body.fields(["object", "kind", "bit"])
    return .signal(
      try ObjectSpec(fields.required("object")), kind: try kind(fields, [.event]),
      bit: try fields["bit"]?.argument())
  }

  // MARK: Memory, I/O and executions

  private static func allocate(_ body: YAMLValue) throws(CatalogFailure) -> Effect {
    let fields = try body.fields(["gfp", "pool", "ignores-mask-unless"])
    return .allocate(
      gfp: try GFPSpec(fields.required("gfp")), pool: try ObjectSpec.optional(fields["pool"]),
      ignoresMaskUnless: try fields["ignores-mask-unless"]?.string("the id of a probe"))
  }

  private static func submit(_ body: YAMLValue) throws(CatalogFailure) -> Effect {
    let fields = try body.fields(["object", "callback-field", "callback-argument", "waits"])
    return .submit(
      try ObjectSpec(fields.required("object")),
      callbackField: try fields["callback-field"]?.fieldName(),
      callbackArgument: try fields["callback-argument"]?.argument(),
      waits: try fields.flag("waits"))
  }

  private static func callback(_ body: YAMLValue) throws(CatalogFailure) -> Effect {
    let fields = try body.fields(["argument", "field", "context", "object", "objects", "holds"])
    var objects: [ObjectSpec] = []
    for value in try fields["objects"]?.list(of: "objects") ?? [fields["object"]].compactMap(\.self)
    {
      objects.append(try ObjectSpec(value))
    }
    return .callback(
      argument: try fields.required("argument").argument(),
      field: try fields["field"]?.fieldName(),
      context: try fields.required("context").word(CallContext.self), objects: objects,
      holds: try holds(fields["holds"]))
  }

  /// Reads what is held when something is called: a list of effects that acquire a lock, or enter a section.
  static func holds(_ value: YAMLValue?) throws(CatalogFailure) -> [Effect] {
    let expected = "a list of acquire and enter effects"
    var holds: [Effect] = []
    for value in try value?.list(of: expected) ?? [] {
      let effect = try Effect(value)
      switch effect {
      case .acquire, .enter: holds.append(effect)
      default: throw .wrongType(value.place, key: "holds", expected: expected)
      }
    }
    return holds
  }

  private static func queue(_ body: YAMLValue) throws(CatalogFailure) -> Effect {
    let fields = try body.fields(["object", "kind", "queue"])
    return .queue(
      try ObjectSpec(fields.required("object")), kind: try kind(fields, [.execution]),
      queue: try ObjectSpec.optional(fields["queue"]))
  }

  private static func flush(_ body: YAMLValue) throws(CatalogFailure) -> Effect {
    let fields = try body.fields(["object", "kind", "cancels"])
    return .flush(
      try ObjectSpec(fields.required("object")), kind: try kind(fields, [.execution]),
      cancels: try fields.flag("cancels"))
  }

  private static func createQueue(_ body: YAMLValue) throws(CatalogFailure) -> Effect {
    let fields = try body.fields(["ordered", "max-active"])
    return .createQueue(
      ordered: try fields.flag("ordered"), maxActive: try fields["max-active"]?.argument())
  }

  private static func ifSet(_ body: YAMLValue) throws(CatalogFailure) -> Effect {
    let fields = try body.fields(["argument", "bits", "effects"])
    let bits = try fields.required("bits")
    guard let number = bits.integer, number > 0 else {
      throw .wrongType(bits.place, key: "bits", expected: "a number with the bits")
    }
    var effects: [Effect] = []
    for value in try fields.required("effects").list(of: "effects") {
      effects.append(try Effect(value))
    }
    return .ifSet(
      argument: try fields.required("argument").argument(), bits: Int64(number), effects)
  }

  // MARK: Parts

  private static func object(_ body: YAMLValue) throws(CatalogFailure) -> ObjectSpec {
    try ObjectSpec(body.fields(["object"]).required("object"))
  }

  /// The kind of an effect, which must belong to one of the families that the effect is about.
  private static func kind(
    _ fields: YAMLFields, _ families: [ResourceKind.Family]
  ) throws(CatalogFailure) -> ResourceKind {
    try fields.required("kind").word(
      ResourceKind.self, among: ResourceKind.allCases.filter { families.contains($0.family) })
  }
}
