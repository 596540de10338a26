import LockIR

/// Single bits of words: set by a caller, they tell what it calls what to do.
extension FunctionInterpreter {
  /// Takes up that a call has set or cleared a bit.
  func change(_ call: CallSite, to isSet: Bool, _ facts: inout PathFacts) {
    guard call.arguments.count > 1 else { return }
    let word = function.load(at: call.arguments[1])
    let mask = BitOperations.mask(ofBit: function[call.arguments[0]])
    let before = Array(facts)
    if let field = function.field(at: call.arguments[1]) {
      facts.forget { dependencies.reads(field, in: $0) }
    } else if let word {
      facts[word] = nil
    }
    guard let word, let mask else { return }
    // What is known of the word's other bits stays.
    for (value, known) in before {
      if case .binary(.and, word, let bits) = function[value],
        case .constant(let tested) = function[bits]
      {
        if tested & mask == 0 {
          facts[value] = known
        } else if isSet || tested == mask {
          facts[value] = isSet ? .nonzero : .constant(0)
        }
      }
    }
    let others = before.first { $0.0 == word }?.1.bitsSet ?? 0
    let bits = AbstractValue(bits: isSet ? others | mask : others & ~mask)
    facts[word] = bits == .unknown ? nil : bits
  }

  /// Forgets what a callee was given the address of, but for the bits that it leaves as they are.
  func forgetPointees(
    of call: CallSite, changedBy callee: FunctionID? = nil, _ facts: inout PathFacts
  ) {
    let changes = callee.flatMap {
      engine.index.passedBits[engine.index[$0].function.symbol]?.pointees
    }
    for (position, argument) in call.arguments.enumerated() {
      let word = function.load(at: argument)
      let before = word.flatMap { facts[$0] } ?? .unknown
      switch function[argument] {
      case .local(let local): facts.forget { dependencies.reads(local, in: $0) }
      case .load: if let word { facts[word] = nil }
      default: continue
      }
      guard let word, let changes = changes?[Int32(position)] else { continue }
      let kept = AbstractValue(changes.applied(to: before.knownBits))
      facts[word] = kept == .unknown ? nil : kept
    }
  }

  /// Forgets the bits that a callee may have cleared.
  func forgetBits(changedBy callee: FunctionID, _ facts: inout PathFacts) {
    facts.forget { value in
      guard let field = function.fieldRead(by: wordTested(by: value)) else { return false }
      return engine.index.bitFields.mayClear(field, callee)
    }
  }

  /// The bits that the caller has set in a field of its argument, where this function only passes that on.
  func passedOn(_ argument: ValueID, _ field: FieldKey?) -> AbstractValue? {
    guard let field, let parameter = function.parameter(readBy: argument),
      let known = context.bindings.first(where: {
        $0.parameter == parameter && $0.place == .pointee(field)
      })?.value, case .bits(let bits) = known, bits.set != 0,
      !engine.index.bitFields.mayClear(field, functionID)
    else { return nil }
    return AbstractValue(bits: bits.set)
  }

  private func wordTested(by value: ValueID) -> ValueID {
    if case .binary(.and, let word, _) = function[value] { word } else { value }
  }
}
