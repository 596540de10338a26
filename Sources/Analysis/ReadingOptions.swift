/// How units are read. Nothing of it changes a report of which no unit failed.
package struct ReadingOptions: Hashable, Sendable {
  /// How many units to read at once, at least 1.
  package var jobs: Int
  /// The folder of the cache of units; nil for none.
  package var cache: String?
  /// Whether to precompile headers where that is faster.
  package var precompiles: Bool
  /// The program that is started to read units, so that it can crash alone; nil to read them in this
  /// process.
  package var worker: String?
  /// How long a worker may read one unit, in seconds.
  package var secondsPerUnit: Int
  /// How much memory a worker may take, in bytes; 0 for any.
  package var memoryPerWorker: Int

  package init(
    jobs: Int = 1, cache: String? = nil, precompiles: Bool = true, worker: String? = nil,
    secondsPerUnit: Int = 300, memoryPerWorker: Int = 3 << 30
  ) {
    self.jobs = jobs
    self.cache = cache
    self.precompiles = precompiles
    self.worker = worker
    self.secondsPerUnit = secondsPerUnit
    self.memoryPerWorker = memoryPerWorker
  }

  var limits: WorkerProcess.Limits? {
    worker.map {
      WorkerProcess.Limits(program: $0, seconds: secondsPerUnit, memory: memoryPerWorker)
    }
  }
}
