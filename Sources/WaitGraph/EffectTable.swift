/// The effects that an analysis has met, by number.
struct EffectTable: Sendable {
  private var keys: [EffectKey] = []
  private var identifiers: [EffectKey: EffectID] = [:]
  private var closed: [Bool] = []
  private var plain: [Bool] = []
  private var vague: [Bool] = []
  /// For each effect, the same without what had been given up.
  private var bases: [EffectID] = []

  /// The number of an effect. `isClosed` says that it means the same in every function: it names no
  /// parameter. `isVague` says of a lock that only a pointer tells which one it is.
  mutating func intern(
    _ key: EffectKey, isClosed: (EffectKey) -> Bool, isVague: (LockUse) -> Bool
  ) -> EffectID {
    if let known = identifiers[key] { return known }
    let id = EffectID(keys.count)
    keys.append(key)
    identifiers[key] = id
    closed.append(isClosed(key))
    plain.append(key.released.isEmpty && !key.kind.isMask)
    vague.append(key.released.contains(where: isVague))
    bases.append(id)
    if !key.released.isEmpty {
      bases[Int(id.index)] = intern(key.withoutReleases, isClosed: isClosed, isVague: isVague)
    }
    return id
  }

  subscript(effect: EffectID) -> EffectKey { keys[Int(effect.index)] }

  /// The effect, whatever had been given up by then.
  func base(of effect: EffectID) -> EffectID { bases[Int(effect.index)] }

  func isClosed(_ effect: EffectID) -> Bool { closed[Int(effect.index)] }

  /// Whether it comes after giving up a lock of which only a pointer tells which one it is.
  func isVague(_ effect: EffectID) -> Bool { vague[Int(effect.index)] }

  /// Whether an effect is the caller's just as it is, where nothing is held: it comes after giving up
  /// nothing, and no scope of the caller's matters.
  func isPlain(_ effect: EffectID) -> Bool { plain[Int(effect.index)] }
}

extension EffectKey.Kind {
  fileprivate var isMask: Bool { if case .ignoredMask = self { true } else { false } }
}
