import LockIR

/// The way from the variables of a function to an object: equal paths lead to one object, unless
/// something on the way was changed in between.
indirect enum AccessPath: Hashable {
  case parameter(Int32)
  case global(NameID)
  case local(LocalID)
  case result(Int32)
  case constant(Int64)
  case field(AccessPath, FieldKey)
  case element(AccessPath, AccessPath)
  case container(AccessPath, FieldKey)
  case load(AccessPath)

  /// What the path begins with.
  var root: AccessPath {
    switch self {
    case .field(let base, _), .container(let base, _), .load(let base), .element(let base, _):
      base.root
    default: self
    }
  }

  /// How many pointers the path follows from what it begins with.
  var pointers: Int {
    switch self {
    case .load(let base): base.pointers + 1
    case .field(let base, _), .container(let base, _), .element(let base, _): base.pointers
    case .parameter, .global, .local, .result, .constant: 0
    }
  }

  /// Whether the path goes through an element whose number is not written down.
  var hasVariableElement: Bool {
    switch self {
    case .element(let base, .constant): base.hasVariableElement
    case .element: true
    case .field(let base, _), .container(let base, _), .load(let base): base.hasVariableElement
    default: false
    }
  }
}
