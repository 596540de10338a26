import LockIR

/// An object that a function on a way has just made, seen from one function of that way.
struct FreshObject {
  /// The function that made it, and the operation by which the way goes on from there.
  let maker: FunctionID
  let made: Int
  let left: Int
  /// The pointer to it in the function that made it.
  let pointer: ValueID
  /// The part of it to which a parameter of this function points, outermost record first.
  let part: [FieldKey]
}
