/// An integer or boolean of the model's own, 0 to 255: shared, or of one task.
public struct Variable: Hashable, Sendable {
  /// Its name.
  public let name: String
  let reference: CellReference

  init(name: String, reference: CellReference) {
    self.name = name
    self.reference = reference
  }

  /// It has this value.
  public func equals(_ value: Value) -> Condition { .compare(self, .equal, value) }

  /// It has any other value.
  public func differs(from value: Value) -> Condition { .compare(self, .notEqual, value) }

  /// It is smaller.
  public func isLess(than value: Value) -> Condition { .compare(self, .less, value) }

  /// It is as large or larger.
  public func isAtLeast(_ value: Value) -> Condition { .compare(self, .greaterOrEqual, value) }

  /// It is not zero.
  public var isSet: Condition { .compare(self, .notEqual, 0) }

  /// It is zero.
  public var isClear: Condition { .compare(self, .equal, 0) }
}
