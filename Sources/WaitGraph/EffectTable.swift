/// The effects that an analysis has met, by number: each a thing that calling a function can do, and what
/// of the caller's has been given up by then.
struct EffectTable: Sendable {
  /// Locks of the caller's that have been given up, in order, by number.
  struct Releases: Hashable, Sendable {
    static let none = Releases(number: 0)

    fileprivate let number: Int32
  }

  private var keys: [EffectKey] = []
  /// For each effect, what had been given up.
  private var releases: [Releases] = []
  private var lists: [[LockUse]] = [[]]
  private var numbers: [[LockUse]: Releases] = [[]: .none]
  /// For each effect, the same without what had been given up.
  private var bases: [EffectID] = []
  private var closed: [Bool] = []
  private var vague: [Bool] = []
  private var identifiers: [EffectKey: EffectID] = [:]
  /// By base and releases, in one number: there are millions of questions.
  private var unlocked: [UInt64: EffectID] = [:]

  /// The number of an effect that comes after giving up nothing.
  mutating func intern(_ key: EffectKey, _ resources: ResourceTable) -> EffectID {
    if let known = identifiers[key] { return known }
    let id = EffectID(keys.count)
    identifiers[key] = id
    func isClosed(_ resource: ResourceID?) -> Bool {
      resource.map { resources[$0].object.isClosed } ?? true
    }
    append(
      key, base: id, .none, isClosed: isClosed(key.resource) && isClosed(key.queue), isVague: false)
    return id
  }

  /// The number of a list of locks.
  mutating func intern(_ released: [LockUse]) -> Releases {
    if let known = numbers[released] { return known }
    let number = Releases(number: Int32(lists.count))
    lists.append(released)
    numbers[released] = number
    return number
  }

  /// The number of an effect that comes after giving up locks.
  ///
  /// `base`: the effect, whatever had been given up by then.
  mutating func intern(
    _ base: EffectID, after released: Releases, _ resources: ResourceTable
  ) -> EffectID {
    if released == .none { return base }
    let key =
      UInt64(UInt32(bitPattern: base.index)) << 32 | UInt64(UInt32(bitPattern: released.number))
    if let known = unlocked[key] { return known }
    let id = EffectID(keys.count)
    unlocked[key] = id
    let objects = lists[Int(released.number)].map { resources[$0.resource].object }
    append(
      self[base], base: base, released,
      isClosed: isClosed(base) && objects.allSatisfy(\.isClosed),
      isVague: objects.contains(where: \.isPointedTo))
    return id
  }

  private mutating func append(
    _ key: EffectKey, base: EffectID, _ released: Releases, isClosed: Bool, isVague: Bool
  ) {
    keys.append(key)
    bases.append(base)
    releases.append(released)
    closed.append(isClosed)
    vague.append(isVague)
  }

  subscript(effect: EffectID) -> EffectKey { keys[Int(effect.index)] }

  /// Every effect, with what it is.
  var all: some Sequence<(EffectID, EffectKey)> {
    keys.enumerated().lazy.map { (EffectID($0), $1) }
  }

  /// The effect, whatever had been given up by then.
  func base(of effect: EffectID) -> EffectID { bases[Int(effect.index)] }

  /// The caller's locks that have been given up by then, in order.
  func released(before effect: EffectID) -> [LockUse] {
    lists[Int(releases[Int(effect.index)].number)]
  }

  /// Whether it means the same in every function: it names no parameter.
  func isClosed(_ effect: EffectID) -> Bool { closed[Int(effect.index)] }

  /// Whether it comes after giving up a lock of which only a pointer tells which one it is.
  func isVague(_ effect: EffectID) -> Bool { vague[Int(effect.index)] }

  /// Whether an effect is the caller's just as it is, where nothing is held: it comes after giving up
  /// nothing, and no scope of the caller's matters.
  func isPlain(_ effect: EffectID) -> Bool {
    base(of: effect) == effect && !self[effect].kind.isMask
  }
}

extension EffectKey.Kind {
  fileprivate var isMask: Bool { if case .ignoredMask = self { true } else { false } }
}
