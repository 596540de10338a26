import LockIR

/// A call as the interpreter sees it: canonical arguments, and the value that stands for the result.
struct CallSite {
  let number: Int32
  let ordinal: Int
  let arguments: [ValueID]
  /// Nil if nothing looks at the result.
  let result: ValueID?
}
