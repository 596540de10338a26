/// The effects that an analysis has met, by number.
struct EffectTable: Sendable {
  private var keys: [EffectKey] = []
  private var identifiers: [EffectKey: EffectID] = [:]
  private var closed: [Bool] = []

  /// The number of an effect. `isClosed` says that it means the same in every function: it names no
  /// parameter.
  mutating func intern(_ key: EffectKey, isClosed: (EffectKey) -> Bool) -> EffectID {
    if let known = identifiers[key] { return known }
    let id = EffectID(keys.count)
    keys.append(key)
    identifiers[key] = id
    closed.append(isClosed(key))
    return id
  }

  subscript(effect: EffectID) -> EffectKey { keys[Int(effect.index)] }

  func isClosed(_ effect: EffectID) -> Bool { closed[Int(effect.index)] }
}
