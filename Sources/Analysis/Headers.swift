import KernelTree

/// The precompiled headers of a run.
struct Headers {
  private let folder: HeaderFolder?
  private var numbers: [Int: Int] = [:]

  /// The number of the header for a unit, if there is one.
  subscript(index: Int) -> Int? { numbers[index] }

  /// Makes what is worth its while. A header that cannot be made is one that nobody uses.
  ///
  /// - Parameters:
  ///   - commands: the units.
  ///   - positions: those that have to be read.
  ///   - fleet: makes the headers, and gets to know them.
  /// - Throws: `CancellationError`
  init(for commands: [CompileCommand], at positions: [Int], fleet: WorkerFleet) throws {
    let entries = HeaderPlan(for: commands, at: positions).entries
    folder = entries.isEmpty ? nil : try? HeaderFolder()
    guard let folder else { return }
    let jobs = entries.enumerated().map { number, entry in
      UnitJob.header(entry.request, path: "\(folder.path)/\(number).pch")
    }
    var numbers: [Int: Int] = [:]
    try fleet.run(jobs) { position, outcome in
      guard case .header(let header) = outcome else { return }
      let number = fleet.add(header)
      for member in entries[position].members { numbers[member] = number }
    }
    self.numbers = numbers
  }
}
