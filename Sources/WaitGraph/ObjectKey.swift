package import LockIR

/// What identifies an object to the analysis: lockdep's notion of a class, not an instance.
package enum ObjectKey: Hashable, Sendable {
  /// A field of a record, innermost level: `dm_bufio_client.lock`.
  case field(FieldKey)
  case global(NameID)
  /// An automatic variable of a function, by the function's symbol.
  case local(function: NameID, LocalID)
  /// What the caller passed: resolved at each call site.
  case parameter(Int32)
  /// What the pointer leads to that is stored where the caller passed a pointer to, or in this field of
  /// it: resolved at each call site.
  case throughParameter(Int32, FieldKey?)
  /// What a pointer stored in this field points to, when nothing better is known.
  case pointee(FieldKey)
  /// What a global pointer points to.
  case globalPointee(NameID)
  /// What a function returned, by the function's symbol.
  case returned(NameID)
  /// A function, by its symbol: the end_io of an I/O, the entry of an execution.
  case function(NameID)
  /// One object for the whole kernel, by the vocabulary's name for it.
  case named(String)
  case unknown

  /// Whether it means the same in every function: it is nothing that the caller passed.
  var isClosed: Bool {
    switch self {
    case .parameter, .throughParameter: false
    default: true
    }
  }

  /// Whether it is the same object, or class of objects, wherever it is met.
  var isKnown: Bool { isClosed && self != .unknown }

  /// Whether it is what the caller passed.
  var isParameter: Bool { if case .parameter = self { true } else { false } }

  /// Whether only a pointer tells which object it is, and another name may stand for the same.
  var isPointedTo: Bool {
    switch self {
    case .pointee, .globalPointee, .local, .unknown: true
    default: false
    }
  }

  /// Whether two names cannot stand for the same object: each is of a place that has no other name.
  func isSurelyOther(than object: Self) -> Bool {
    switch (self, object) {
    case (.field, .field), (.field, .global), (.global, .field), (.global, .global): self != object
    default: false
    }
  }
}
