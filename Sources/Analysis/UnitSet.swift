import Findings
import KernelTree
import LockIR
import UnitStore

/// The units of a run, as bytes.
struct UnitSet: Sendable {
  /// What was to be read. The position of a command is the index of its unit.
  private(set) var commands: [CompileCommand]
  private var pool: UnitPool
  /// What is missing, or not complete, by index.
  private var notes: [Int: Incomplete] = [:]

  init(commands: [CompileCommand], pool: UnitPool) {
    self.commands = commands
    self.pool = pool
    for index in commands.indices where pool.contains(index) { noteErrors(at: index) }
  }

  /// Whether a unit has been read.
  func contains(_ index: Int) -> Bool { pool.contains(index) }

  /// How many units there are none of.
  var failures: Int { commands.indices.count { !pool.contains($0) } }

  var incomplete: [Incomplete] { notes.sorted { $0.key < $1.key }.map(\.value) }

  mutating func insert(_ unit: EncodedUnit, at index: Int) {
    pool.insert(unit, at: index)
    noteErrors(at: index)
  }

  /// Says why there is no unit.
  mutating func fail(_ index: Int, reason: String) {
    notes[index] = Incomplete(file: commands[index].path, reason: reason)
  }

  /// The units as one program.
  func program(at indices: [Int]) throws(StoreFailure) -> [LockIR.Unit] {
    try pool.program(at: indices)
  }

  /// What the units hold, all together.
  func hash(of indices: [Int]) -> ContentHash { pool.hash(of: indices) }

  /// The units of both sets, sorted by path; where both have one, or one failed, the other set's counts.
  func replacing(with other: UnitSet) -> UnitSet {
    var latest: [String: (set: UnitSet, index: Int)] = [:]
    for set in [self, other] {
      for (index, command) in set.commands.enumerated() { latest[command.path] = (set, index) }
    }
    let places = latest.sorted { $0.key < $1.key }.map(\.value)
    var result = UnitSet(commands: places.map { $0.set.commands[$0.index] }, pool: UnitPool())
    for (index, place) in places.enumerated() {
      result.pool.insert(from: place.set.pool, at: place.index, as: index)
      result.notes[index] = place.set.notes[place.index]
    }
    return result
  }

  /// The units without those of some paths.
  func without(_ paths: [String]) -> UnitSet {
    let gone = Set(paths)
    let kept = commands.indices.filter { !gone.contains(commands[$0].path) }
    var result = UnitSet(commands: kept.map { commands[$0] }, pool: UnitPool())
    for (index, source) in kept.enumerated() {
      result.pool.insert(from: pool, at: source, as: index)
      result.notes[index] = notes[source]
    }
    return result
  }

  /// A unit, or why there is none.
  func outcome(at index: Int) -> UnitJob.Outcome {
    guard let unit = pool.encoded(at: index) else {
      return .failure(notes[index]?.reason ?? "was not read")
    }
    return .unit(UnitJob.FreshUnit(unit: unit, files: [], begun: 0, missing: []))
  }

  /// Why a unit is missing or not complete; nil if it is complete.
  func note(at index: Int) -> Incomplete? { notes[index] }

  /// How many errors the parser met in a unit, by its path.
  func errors(in path: String) -> Int {
    guard let index = commands.firstIndex(where: { $0.path == path }) else { return 0 }
    return (try? pool.diagnostics(at: index))?.count ?? 0
  }

  /// One entry for a unit that had errors: the first of them, and how many there were.
  private mutating func noteErrors(at index: Int) {
    guard let diagnostics = try? pool.diagnostics(at: index), let first = diagnostics.first else {
      return
    }
    let place = first.line == 0 ? "" : "\(first.file):\(first.line): "
    let more = diagnostics.count > 1 ? " (and \(diagnostics.count - 1) more errors)" : ""
    fail(index, reason: "does not parse completely: \(place)\(first.message)\(more)")
  }
}
