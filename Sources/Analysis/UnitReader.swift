import Extraction
import Findings
import KernelTree
import LockIR

/// Reads units in parallel.
struct UnitReader: Sendable {
  let description: TreeDescription
  let overlay: Overlay
  let macroConstants: [String]
  let jobs: Int

  /// What one unit gave.
  struct Outcome: Sendable {
    let command: CompileCommand
    /// Nil if the file could not be read at all.
    let unit: LockIR.Unit?
    let incomplete: [Incomplete]
  }

  /// Reads all units. The result is in the order of the commands, whatever the order of reading.
  func read(
    progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> [Outcome] {
    let commands = description.commands
    return try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
      var outcomes = [Outcome?](repeating: nil, count: commands.count)
      var next = 0
      var done = 0
      while next < min(max(jobs, 1), commands.count) {
        let index = next
        group.addTask { (index, read(commands[index])) }
        next += 1
      }
      while let (index, outcome) = try await group.next() {
        try _Concurrency.Task.checkCancellation()
        outcomes[index] = outcome
        done += 1
        progress(.unit(file: outcome.command.path, done: done, total: commands.count))
        guard next < commands.count else { continue }
        let following = next
        group.addTask { (following, read(commands[following])) }
        next += 1
      }
      return outcomes.compactMap { $0 }
    }
  }

  private func read(_ command: CompileCommand) -> Outcome {
    let request = ExtractionRequest(
      file: command.file, arguments: command.arguments, workingDirectory: command.directory,
      roots: [description.root] + (description.buildDirectory.map { [$0] } ?? []),
      unsavedFiles: overlay.texts, macroConstants: macroConstants)
    do throws(ExtractionFailure) {
      let unit = try UnitExtractor().extract(request)
      return Outcome(command: command, unit: unit, incomplete: notes(on: unit))
    } catch {
      return Outcome(
        command: command, unit: nil,
        incomplete: [Incomplete(file: command.path, reason: error.reason)])
    }
  }

  /// One entry for a unit that had errors: the first of them, and how many there were.
  private func notes(on unit: LockIR.Unit) -> [Incomplete] {
    guard let first = unit.diagnostics.first else { return [] }
    let place = first.line == 0 ? "" : "\(first.file):\(first.line): "
    let more = unit.diagnostics.count > 1 ? " (and \(unit.diagnostics.count - 1) more errors)" : ""
    return [
      Incomplete(
        file: unit.path, reason: "does not parse completely: \(place)\(first.message)\(more)")
    ]
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
