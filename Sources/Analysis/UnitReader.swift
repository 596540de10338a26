import Extraction
import Foundation
import KernelTree
import UnitStore

/// Reads units: from the cache those that it has, the others in parallel from their sources.
struct UnitReader: Sendable {
  let description: TreeDescription
  let overlay: Overlay
  let macroConstants: [String]
  let options: ReadingOptions
  /// Asked every now and then whether to give up.
  let isStopped: @Sendable () -> Bool

  /// Reads all units. The result does not depend on the order of reading, nor on what was cached.
  ///
  /// - Throws: `CancellationError`; what was read until then is stored.
  func read(progress: @escaping @Sendable (ScanEvent) -> Void) async throws -> UnitSet {
    // Not on a thread of the pool, which has no more than there are cores.
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try readBlocking(progress: progress) })
      }
    }
  }

  private func readBlocking(
    progress: @escaping @Sendable (ScanEvent) -> Void
  ) throws -> UnitSet {
    let commands = description.commands
    let keys = commands.map(key)
    var session = CacheSession(folder: options.cache, overlay: overlay) { progress(.warning($0)) }
    var units = UnitSet(commands: commands, pool: session.load(keys))
    let missing = commands.indices.filter { !units.contains($0) }
    var done = commands.count - missing.count
    progress(.reused(units: done, total: commands.count))
    defer { session.finish(keys) }
    if missing.isEmpty { return units }

    let fleet = WorkerFleet(
      jobs: min(options.jobs, missing.count), settings, limits: options.limits,
      isStopped: isStopped)
    let headers = try Headers(
      for: commands, at: options.precompiles ? missing : [], fleet: fleet)
    let jobs = missing.map { UnitJob.unit(commands[$0], header: headers[$0]) }
    try fleet.run(jobs) { position, outcome in
      let index = missing[position]
      switch outcome {
      case .unit(let fresh):
        units.insert(fresh.unit, at: index)
        session.add(
          UnitCache.Entry(
            key: keys[index], unit: fresh.unit, files: fresh.files, missing: fresh.missing,
            begun: fresh.begun))
      case .failure(let reason): units.fail(index, reason: reason)
      case .header: break
      }
      done += 1
      progress(.unit(file: commands[index].path, done: done, total: commands.count))
    }
    return units
  }

  private var settings: UnitExtraction.Settings {
    UnitExtraction.Settings(
      roots: description.roots, macroConstants: macroConstants, texts: overlay.texts)
  }

  private func key(_ command: CompileCommand) -> UnitKey {
    UnitKey([
      [UnitExtractor.version, command.file, command.directory], command.arguments,
      description.roots, macroConstants,
    ])
  }
}
