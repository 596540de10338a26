import LockIR

/// A call as the interpreter sees it: canonical arguments, and the value that stands for the result.
struct CallSite {
  let number: Int32
  let ordinal: Int
  let arguments: [ValueID]
  /// Nil if nothing looks at the result.
  let result: ValueID?
  /// The object that an argument is the address of, where a condition chooses among some.
  private(set) var choice: (argument: Int, object: ObjectKey)?

  init(number: Int32, ordinal: Int, arguments: [ValueID], result: ValueID?) {
    self.number = number
    self.ordinal = ordinal
    self.arguments = arguments
    self.result = result
  }

  /// The same call, made with the address of this object.
  func choosing(_ object: ObjectKey, _ argument: Int) -> CallSite {
    var call = self
    call.choice = (argument, object)
    return call
  }

  /// The object that an argument is the address of, if one is chosen.
  func choice(of argument: Int) -> ObjectKey? {
    choice.flatMap { $0.argument == argument ? $0.object : nil }
  }
}
