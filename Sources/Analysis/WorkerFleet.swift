import Extraction
import Foundation
import Synchronization

/// Does jobs on several threads, in this process or in one for each thread.
final class WorkerFleet: Sendable {
  private let jobs: Int
  private let local: UnitExtraction
  /// One for each thread; none if this process does the work.
  private let processes: [WorkerProcess]
  private let headers = Mutex<[PrecompiledHeader]>([])
  private let isStopped: @Sendable () -> Bool

  /// - Parameters:
  ///   - jobs: how many threads.
  ///   - settings: what all units have in common.
  ///   - limits: how processes are started and limited; nil to work in this one.
  ///   - isStopped: asked every now and then whether to give up.
  init(
    jobs: Int, _ settings: UnitExtraction.Settings, limits: WorkerProcess.Limits?,
    isStopped: @escaping @Sendable () -> Bool
  ) {
    self.jobs = max(jobs, 1)
    self.isStopped = isStopped
    local = UnitExtraction(settings)
    processes =
      limits.map { limits in (0..<max(jobs, 1)).map { _ in WorkerProcess(limits, settings) } } ?? []
  }

  /// Makes a header known to all workers.
  ///
  /// - Returns: its number.
  func add(_ header: PrecompiledHeader) -> Int {
    let number = headers.withLock { headers in
      headers.append(header)
      return headers.count - 1
    }
    if processes.isEmpty { local.add(header, as: number) }
    return number
  }

  /// Does jobs in any order. Blocks until all are done, or it is told to stop; those that were
  /// begun are lost then.
  ///
  /// `take`: called in this thread with the position of each job and what came of it. Throws
  /// `CancellationError` if it was stopped.
  func run(_ list: [UnitJob], take: (Int, UnitJob.Outcome) -> Void) throws {
    let mailbox = Mailbox<(Int, UnitJob.Outcome)>()
    let queue = Queue(list)
    for thread in 0..<min(jobs, list.count) {
      Thread.detachNewThread { [self] in
        while let (position, job) = queue.next() {
          mailbox.put((position, run(job, on: thread)))
        }
      }
    }
    var done = 0
    while done < list.count {
      if isStopped() {
        queue.close()
        for process in processes { process.kill() }
        throw CancellationError()
      }
      guard let (position, outcome) = mailbox.take(within: 100) else { continue }
      take(position, outcome)
      done += 1
    }
  }

  private func run(_ job: UnitJob, on thread: Int) -> UnitJob.Outcome {
    guard processes.indices.contains(thread) else { return local.run(job) }
    var header: PrecompiledHeader?
    if case .unit(_, let number?) = job { header = headers.withLock { $0[number] } }
    return processes[thread].run(job, header: header)
  }
}

/// Hands jobs out, each once.
private final class Queue: Sendable {
  private let jobs: [UnitJob]
  private let position = Mutex(0)

  init(_ jobs: [UnitJob]) {
    self.jobs = jobs
  }

  func next() -> (Int, UnitJob)? {
    position.withLock { position in
      guard position < jobs.count else { return nil }
      defer { position += 1 }
      return (position, jobs[position])
    }
  }

  /// Nobody gets any more.
  func close() { position.withLock { $0 = jobs.count } }
}
