import Foundation
import Synchronization

/// Whether the user has asked to stop: Ctrl-C, SIGINT.
///
/// The second one ends the process as if nobody listened, so that nothing can keep it alive.
enum Interrupt {
  // Global, because a signal handler can reach nothing else; written once, by the handler.
  private static let flag = Atomic(false)

  /// From here on the first interrupt is only noted. A program that blocks signals in its threads hands that
  /// on to those it starts: they are let through again.
  static func listen() {
    signal(SIGINT) { _ in
      Interrupt.flag.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
    var interrupts = sigset_t()
    sigemptyset(&interrupts)
    sigaddset(&interrupts, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interrupts, nil)
  }

  /// From here on an interrupt ends the process.
  static func ignore() { signal(SIGINT, SIG_DFL) }

  static var isRaised: Bool { flag.load(ordering: .relaxed) }
}
