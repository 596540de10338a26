#if canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Runs work on a thread of its own, whose stack is deep enough for the deepest expression.
///
/// Lowering follows the nesting of the source, and generated tables nest far deeper than the stack
/// of a task's thread goes.
struct LargeStack: Sendable {
  /// In bytes. Only what is touched takes memory.
  let size: Int

  /// Runs `body` and waits for it; nil if there is no thread to be had.
  func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result? {
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { attributes.deallocate() }
    guard pthread_attr_init(attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(attributes) }
    guard pthread_attr_setstacksize(attributes, size) == 0 else { return nil }
    let work = Work(body)
    var thread = pthread_t()
    // The thread owns a reference, so that the work lives however the two threads interleave.
    let context = Unmanaged.passRetained(work)
    let code = pthread_create(
      &thread, attributes,
      { context in
        guard let context else { return nil }
        Unmanaged<AnyWork>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard code == 0 else {
      context.release()
      return nil
    }
    pthread_join(thread, nil)
    return work.result
  }
}

/// What a thread runs, whatever its result: a C function cannot be generic.
private class AnyWork {
  func run() {}
}

private final class Work<Result: Sendable>: AnyWork {
  private let body: @Sendable () -> Result
  /// Written by the thread before it ends, and read after it has been joined.
  private(set) var result: Result?

  init(_ body: @escaping @Sendable () -> Result) {
    self.body = body
  }

  override func run() { result = body() }
}
