/// One call on the way from a function to an operation below it, with what is held there.
package struct PathStep: Hashable, Sendable {
  package let function: FunctionID
  /// The operation of the function.
  package let ordinal: Int32
  /// What the function has taken by then and not given back, in order.
  package let held: [HeldResource]
}

extension [PathStep] {
  /// How many calls two ways of one activation both begin with.
  package func callsShared(with other: [PathStep]) -> Int {
    zip(self, other).prefix { $0.function == $1.function && $0.ordinal == $1.ordinal }.count
  }
}
