import Foundation

/// Runs work on a thread of its own, whose stack is deep enough for the deepest expression.
///
/// Lowering follows the nesting of the source, and generated tables nest far deeper than the stack
/// of a task's thread goes.
struct LargeStack: Sendable {
  /// In bytes. Only what is touched takes memory.
  let size: Int

  /// Runs `body` and waits for it.
  func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result? {
    let box = ResultBox<Result>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      box.result = body()
      done.signal()
    }
    thread.stackSize = size
    thread.start()
    done.wait()
    return box.result
  }
}

/// `@unchecked`: written once before the semaphore is signalled and read once after it.
private final class ResultBox<Result: Sendable>: @unchecked Sendable {
  var result: Result?
}
