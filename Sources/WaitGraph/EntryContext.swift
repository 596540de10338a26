import LockIR

/// What a function is called with, as far as that decides what it does: summaries are per context, so
/// that a flag or a mask of one caller never mixes with another's.
package struct EntryContext: Hashable, Sendable {
  /// A parameter that has a known value, or points to one.
  struct Binding: Hashable, Sendable {
    let parameter: Int32
    let place: Place
    let value: AbstractValue

    var slot: Slot { Slot(parameter: parameter, place: place) }
  }

  /// What a binding tells the value of.
  struct Slot: Hashable, Sendable {
    let parameter: Int32
    let place: Place
  }

  /// Where the value of a binding is.
  enum Place: Hashable, Sendable {
    case value
    /// Behind the pointer: in this field, or what it points to itself.
    case pointee(FieldKey?)
    /// In this field of the table behind the pointer, which nobody writes to.
    case method(FieldKey)
  }

  /// A field that has a known value in whatever object it is read from.
  struct Assumption: Hashable, Sendable {
    let field: FieldKey
    let value: Int64
  }

  /// Sorted by parameter, what is pointed to last.
  let bindings: [Binding]
  /// Sorted by field.
  let assumptions: [Assumption]
  /// Locks that the contract of an entry point says are held.
  let holds: [LockUse]

  static let any = EntryContext(bindings: [], assumptions: [], holds: [])

  /// What the context says about functions that are passed.
  var withFunctionsOnly: EntryContext {
    EntryContext(
      bindings: bindings.filter { if case .function = $0.value { true } else { false } },
      assumptions: [], holds: holds)
  }

  /// What the context says about functions that are passed and about single bits, and whether each number is zero:
  /// how long to wait, say, or whether to wait at all.
  var withTruthAndBits: EntryContext { withTruthAndBits { _ in true } }

  /// The same for some of the bindings; the others stay.
  func withTruthAndBits(where isReduced: (Binding) -> Bool) -> EntryContext {
    let bindings = bindings.compactMap { binding -> Binding? in
      guard isReduced(binding) else { return binding }
      switch binding.value {
      case .function, .bits: return binding
      default:
        return binding.value.truth.map {
          Binding(
            parameter: binding.parameter, place: binding.place, value: $0 ? .nonzero : .constant(0))
        }
      }
    }
    return EntryContext(bindings: bindings, assumptions: [], holds: holds)
  }

  /// The same, and the first number of which the function says that it is kept: what is asked for, as a rule, of
  /// which the others are details.
  func withFirstNumber(where isKept: (Binding) -> Bool) -> EntryContext {
    let first = bindings.first { binding in
      if case .constant = binding.value {
        binding.place == .value && isKept(binding)
      } else {
        false
      }
    }
    return withTruthAndBits { $0 != first }
  }

  /// What a field of the table is that a parameter points to.
  func method(_ field: FieldKey, of parameter: Int32) -> AbstractValue? {
    bindings.first { $0.parameter == parameter && $0.place == .method(field) }?.value
  }

  func assumption(on field: FieldKey) -> Int64? {
    assumptions.first { $0.field == field }?.value
  }
}
