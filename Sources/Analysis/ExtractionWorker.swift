import Foundation

/// The other side of a `WorkerProcess`: does what it is told on its standard input, which is a socket,
/// until nobody is there any more.
package enum ExtractionWorker {
  /// The argument that makes the program a worker; the number of bytes follows that it may take.
  package static let argument = "extraction-worker"

  /// What a process needs beside the memory that it takes: the stack of the thread that reads, most of
  /// which is never touched, and the allocator's reserves.
  private static let reserve = 1 << 30

  /// - Parameter memory: in bytes; 0 for no limit.
  package static func run(memory: Int) {
    // Ctrl-C reaches the whole group; the run decides what becomes of its workers.
    signal(SIGINT, SIG_IGN)
    // Threads of libdispatch set a niceness of their own if they may, which their children inherit: the user's
    // shall hold.
    let whose = __priority_which_t(PRIO_PROCESS.rawValue)
    setpriority(whose, 0, getpriority(whose, id_t(getppid())))
    if memory > 0 {
      let size = rlim_t(memory + reserve)
      var limit = rlimit(rlim_cur: size, rlim_max: size)
      setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
    }
    // Nobody wants a dump of each unit that libclang fails on.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    let socket = MessageSocket(descriptor: STDIN_FILENO)
    var extraction: UnitExtraction?
    while let bytes = try? socket.receive(), let message = try? WorkerMessage(bytes: bytes) {
      switch message {
      case .settings(let settings): extraction = UnitExtraction(settings)
      case .header(let header, let number): extraction?.add(header, as: number)
      case .job(let job):
        guard let outcome = extraction?.run(job),
          (try? socket.send(WorkerMessage.outcome(outcome).bytes)) != nil
        else { return }
      case .outcome: return
      }
    }
  }
}
