import Extraction
import Foundation
import Synchronization

/// Does jobs in another process, so that what crashes, hangs or takes all memory is that process.
///
/// Used by one thread, but for `kill()`.
final class WorkerProcess: Sendable {
  /// How a worker is started, and what it may take.
  struct Limits: Sendable {
    /// The path of the program.
    let program: String
    /// For one unit, in seconds.
    let seconds: Int
    /// In bytes; 0 for no limit.
    let memory: Int
  }

  private struct State {
    var process: pid_t?
    var socket: MessageSocket?
    /// How many jobs the process has done.
    var done = 0
    var headers: Set<Int> = []
    var isStopped = false
  }

  private let limits: Limits
  private let settings: UnitExtraction.Settings
  private let state = Mutex(State())

  init(_ limits: Limits, _ settings: UnitExtraction.Settings) {
    self.limits = limits
    self.settings = settings
  }

  deinit { end() }

  /// Does a job; a process that fails on one that it did not begin with gets a successor, which
  /// may have been left more memory.
  ///
  /// `header`: the header that the job's number stands for.
  func run(_ job: UnitJob, header: PrecompiledHeader? = nil) -> UnitJob.Outcome {
    while true {
      let isFresh = state.withLock { $0.done == 0 }
      do throws(MessageSocket.Failure) {
        return try attempt(job, header)
      } catch .timedOut {
        end()
        return .failure(
          "took longer than \(limits.seconds) s to read: raise --unit-seconds if it should not")
      } catch {
        let signal = end()
        if state.withLock({ $0.isStopped }) { return .failure("was interrupted") }
        if !isFresh { continue }
        return .failure(Self.reason(signal))
      }
    }
  }

  private static func reason(_ signal: Int32?) -> String {
    let cause = signal.map { " (signal \($0))" } ?? ""
    return "its reader crashed\(cause), perhaps for lack of memory: see --unit-memory"
  }

  private func attempt(
    _ job: UnitJob, _ header: PrecompiledHeader?
  ) throws(MessageSocket.Failure) -> UnitJob.Outcome {
    let socket = try started()
    if case .unit(_, let number?) = job, let header,
      state.withLock({ $0.headers.insert(number).inserted })
    {
      try socket.send(WorkerMessage.header(header, number: number).bytes)
    }
    try socket.send(WorkerMessage.job(job).bytes)
    let reply = try socket.receive(within: .seconds(limits.seconds))
    guard case .outcome(let outcome)? = try? WorkerMessage(bytes: reply) else { throw .closed }
    state.withLock { $0.done += 1 }
    return outcome
  }

  /// Ends whatever the worker is doing, from another thread, for good.
  func kill() {
    state.withLock { state in
      state.isStopped = true
      if let process = state.process { _ = Foundation.kill(process, SIGKILL) }
    }
  }

  // MARK: The process

  private func started() throws(MessageSocket.Failure) -> MessageSocket {
    if let socket = state.withLock({ $0.socket }) { return socket }
    let (mine, its) = try MessageSocket.pair()
    defer { its.close() }
    guard let process = spawn(with: its) else {
      mine.close()
      throw .closed
    }
    let isStopped = state.withLock { state in
      state.process = process
      state.socket = mine
      return state.isStopped
    }
    if isStopped { throw .closed }
    try mine.send(WorkerMessage.settings(settings).bytes)
    return mine
  }

  private func spawn(with socket: MessageSocket) -> pid_t? {
    let actions = UnsafeMutablePointer<posix_spawn_file_actions_t>.allocate(capacity: 1)
    defer { actions.deallocate() }
    guard posix_spawn_file_actions_init(actions) == 0 else { return nil }
    defer { posix_spawn_file_actions_destroy(actions) }
    posix_spawn_file_actions_adddup2(actions, socket.descriptor, STDIN_FILENO)
    for output in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(actions, output, "/dev/null", O_WRONLY, 0)
    }
    let arguments = [limits.program, ExtractionWorker.argument, "\(limits.memory)"]
    let words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, limits.program, actions, nil, words + [nil], environ)
    return code == 0 ? process : nil
  }

  /// Ends the process and waits for it. Returns the signal that it died of before, if any.
  @discardableResult
  private func end() -> Int32? {
    let (process, socket) = state.withLock { state in
      defer { (state.process, state.socket, state.done, state.headers) = (nil, nil, 0, []) }
      return (state.process, state.socket)
    }
    guard let process, let socket else { return nil }
    socket.close()
    var status: Int32 = 0
    // It may have died already, or be dying: only then there is a signal to tell of.
    var code = waitpid(process, &status, WNOHANG)
    if code == 0 {
      usleep(50_000)
      code = waitpid(process, &status, WNOHANG)
    }
    if code == 0 {
      _ = Foundation.kill(process, SIGKILL)
      _ = waitpid(process, &status, 0)
      return nil
    }
    let signal = status & 0x7f
    return signal == 0 ? nil : signal
  }
}
