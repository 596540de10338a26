import Extraction
import Findings
import KernelTree
import LockIR
import UnitStore

/// Reads units: from the cache those that it has, the others in parallel from their sources.
struct UnitReader: Sendable {
  let description: TreeDescription
  let overlay: Overlay
  let macroConstants: [String]
  let jobs: Int
  /// The folder of the cache; nil for none.
  let cache: String?
  let precompiles: Bool

  /// What reading one file gave.
  private struct Outcome: Sendable {
    let index: Int
    let result: Result<ReadUnit, ExtractionFailure>
  }

  /// A unit fresh from its source.
  private struct ReadUnit: Sendable {
    let unit: EncodedUnit
    let files: [String]
    let begun: Int64
    let isFinal: Bool
  }

  /// Reads all units. The result does not depend on the order of reading, nor on what was cached.
  ///
  /// - Throws: `CancellationError`; what was read until then is stored.
  func read(progress: @escaping @Sendable (ScanEvent) -> Void) async throws -> UnitSet {
    let commands = description.commands
    let keys = commands.map(key)
    var session = CacheSession(folder: cache, overlay: overlay) { progress(.warning($0)) }
    var units = UnitSet(commands: commands, pool: session.load(keys))
    let missing = commands.indices.filter { !units.contains($0) }
    progress(.reused(units: commands.count - missing.count, total: commands.count))
    defer { session.finish(keys) }
    let headers = await Headers.made(
      for: commands, at: precompiles ? missing : [], jobs: jobs)
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      var waiting = missing.makeIterator()
      for index in waiting.prefix(max(jobs, 1)) {
        group.addTask { read(commands[index], index, headers) }
      }
      var done = commands.count - missing.count
      while let outcome = try await group.next() {
        try _Concurrency.Task.checkCancellation()
        if let index = waiting.next() { group.addTask { read(commands[index], index, headers) } }
        take(outcome, keys, &units, &session)
        done += 1
        progress(.unit(file: commands[outcome.index].path, done: done, total: commands.count))
      }
    }
    return units
  }

  private func take(
    _ outcome: Outcome, _ keys: [UnitKey], _ units: inout UnitSet, _ session: inout CacheSession
  ) {
    switch outcome.result {
    case .failure(let failure): units.fail(outcome.index, reason: failure.reason)
    case .success(let read):
      units.insert(read.unit, at: outcome.index)
      guard read.isFinal else { return }
      session.add(
        UnitCache.Entry(
          key: keys[outcome.index], unit: read.unit, files: read.files, begun: read.begun))
    }
  }

  private func read(_ command: CompileCommand, _ index: Int, _ headers: Headers) -> Outcome {
    let begun = UnitCache.now()
    do throws(ExtractionFailure) {
      let extracted = try UnitExtractor().read(request(command), with: headers[index])
      // A header that is not there now may be made, and nothing would tell.
      let isFinal = !extracted.unit.diagnostics.contains {
        $0.message.contains("file not found")
      }
      return Outcome(
        index: index,
        result: .success(
          ReadUnit(
            unit: EncodedUnit(extracted.unit), files: extracted.filesRead, begun: begun,
            isFinal: isFinal)))
    } catch {
      return Outcome(index: index, result: .failure(error))
    }
  }

  private func request(_ command: CompileCommand) -> ExtractionRequest {
    ExtractionRequest(
      file: command.file, arguments: command.arguments, workingDirectory: command.directory,
      roots: roots, unsavedFiles: overlay.texts, macroConstants: macroConstants)
  }

  private var roots: [String] {
    [description.root] + (description.buildDirectory.map { [$0] } ?? [])
  }

  private func key(_ command: CompileCommand) -> UnitKey {
    UnitKey([
      [UnitExtractor.version, command.file, command.directory], command.arguments, roots,
      macroConstants,
    ])
  }
}

extension ExtractionFailure {
  /// The failure without the file, which the report names beside it.
  fileprivate var reason: String {
    switch self {
    case .unreadable: "cannot be read: check that it is there and readable"
    case .parserCrashed: "libclang crashed on it: the rest of the run is complete"
    case .rejected(_, let code): "libclang refuses its compiler options (error \(code))"
    case .notSaved(_, let code): "its precompiled header cannot be written (error \(code))"
    case .noThread: "no memory for a thread to read it: use fewer --jobs"
    }
  }
}
