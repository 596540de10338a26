extension TaskBuilder {
  /// `refcount_inc`; a use after free when the object is freed or has no reference any more.
  public mutating func get(_ object: CountedObject, at site: Site? = nil) {
    emit(
      label(.get, "refcount_inc(\(object.name))", object.name, site),
      [
        Alternative(
          condition: .all([object.freed.isClear, object.count.isSet]),
          actions: [.add(object.count.reference, 1)]),
        Alternative(
          condition: .any([object.freed.isSet, object.count.isClear]), failure: .useAfterFree),
      ])
  }

  /// `refcount_dec_and_test`; a use after free when there is nothing to drop.
  ///
  /// `last`: what happens when this was the last reference.
  public mutating func put(
    _ object: CountedObject, at site: Site? = nil, last: (inout TaskBuilder) -> Void = { _ in }
  ) {
    let end = newLocation()
    emit(
      label(.put, "refcount_dec_and_test(\(object.name))", object.name, site),
      [
        Alternative(
          condition: .all([object.freed.isClear, object.count.equals(1)]),
          actions: [.set(object.count.reference, 0)]),
        Alternative(
          condition: .all([object.freed.isClear, object.count.isAtLeast(2)]),
          actions: [.subtract(object.count.reference, 1)], target: end),
        Alternative(
          condition: .any([object.freed.isSet, object.count.isClear]), failure: .useAfterFree),
      ])
    last(&self)
    join(here, end)
    here = resolve(end)
  }

  /// Reads or writes the object.
  public mutating func use(_ object: CountedObject, at site: Site? = nil) {
    emit(
      label(.use, "use \(object.name)", object.name, site),
      [
        Alternative(condition: object.freed.isClear),
        Alternative(condition: object.freed.isSet, failure: .useAfterFree),
      ])
  }

  /// `kfree`; a use after free when it is freed already.
  public mutating func free(_ object: CountedObject, at site: Site? = nil) {
    emit(
      label(.free, "kfree(\(object.name))", object.name, site),
      [
        Alternative(
          condition: object.freed.isClear, actions: [.set(object.freed.reference, 1)]),
        Alternative(condition: object.freed.isSet, failure: .useAfterFree),
      ])
  }
}
