/// The effects that an analysis has met, by number.
struct EffectTable: Sendable {
  private var keys: [EffectKey] = []
  private var identifiers: [EffectKey: EffectID] = [:]
  private var closed: [Bool] = []
  private var plain: [Bool] = []

  /// The number of an effect. `isClosed` says that it means the same in every function: it names no
  /// parameter.
  mutating func intern(_ key: EffectKey, isClosed: (EffectKey) -> Bool) -> EffectID {
    if let known = identifiers[key] { return known }
    let id = EffectID(keys.count)
    keys.append(key)
    identifiers[key] = id
    closed.append(isClosed(key))
    plain.append(key.released.isEmpty && !key.kind.isMask)
    return id
  }

  subscript(effect: EffectID) -> EffectKey { keys[Int(effect.index)] }

  func isClosed(_ effect: EffectID) -> Bool { closed[Int(effect.index)] }

  /// Whether an effect is the caller's just as it is, where nothing is held: it comes after giving up
  /// nothing, and no scope of the caller's matters.
  func isPlain(_ effect: EffectID) -> Bool { plain[Int(effect.index)] }
}

extension EffectKey.Kind {
  fileprivate var isMask: Bool { if case .ignoredMask = self { true } else { false } }
}
