package import Findings
import Foundation
import KernelTree
import LockIR
import RuleCatalog
import UnitStore

/// Does the two halves of a scan at different times, or on different machines.
package struct Distributor: Sendable {
  private let isStopped: @Sendable () -> Bool

  /// - Parameter isStopped: asked several times a second, while units are read, whether to give up.
  package init(isStopped: @escaping @Sendable () -> Bool = { false }) {
    self.isStopped = isStopped
  }

  /// What a scan would read.
  ///
  /// - Throws: what makes the request as a whole impossible.
  package func plan(
    _ request: ScanRequest, progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> ScanPlan {
    plan(try await Scanner().prepare(request, progress: progress))
  }

  private func plan(_ reading: Reading) -> ScanPlan {
    let origin = ScanOrigin(reading.request, reading.description)
    return ScanPlan(
      rest: ScanPlan.Rest(
        origin: origin,
        skipped: reading.description.incomplete.map { [$0.file, $0.reason] }),
      recipes: reading.description.commands.map {
        UnitRecipe($0, of: origin, macroConstants: reading.catalog.vocabulary.constants)
      })
  }

  /// Reads the units of a part of a scan into files of a folder.
  ///
  /// - Returns: how many units there are, and how many of them could not be read.
  /// - Throws: what makes the request as a whole impossible; a single unit that fails is a file that
  ///   says so.
  package func extract(
    _ request: ScanRequest, part: Shard, into folder: String,
    progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> (units: Int, failures: Int) {
    let scanner = Scanner(isStopped: isStopped)
    let reading = try await scanner.prepare(request, progress: progress)
    let plan = plan(reading)
    let positions = plan.recipes.indices.filter(part.contains)
    try ScanPlan.make(folder)
    try plan.writeRest(to: folder)
    let units = try await scanner.read(
      positions.map { reading.description.commands[$0] }, of: reading, progress: progress)
    for (index, position) in positions.enumerated() {
      let recipe = plan.recipes[position]
      let file = UnitFile(recipe: recipe, outcome: units.outcome(at: index))
      try file.write(to: "\(folder)/\(try recipe.name())\(UnitFile.suffix)")
    }
    return (positions.count, units.failures)
  }

  /// Reads one unit into a file.
  ///
  /// - Parameters:
  ///   - recipe: the unit.
  ///   - options: how to read it; neither the cache nor precompiled headers are used.
  ///   - output: the file.
  ///   - depfile: gets the names of all files that were read, as `make` and `ninja` want them.
  /// - Throws: `DistributionFailure`, `CancellationError`
  package func extract(
    _ recipe: UnitRecipe, _ options: ReadingOptions, to output: String, depfile: String?
  ) throws {
    let fleet = WorkerFleet(
      jobs: 1, recipe.settings, limits: options.limits, isStopped: isStopped)
    var outcome = UnitJob.Outcome.failure("was not read")
    try fleet.run([.unit(recipe.command, header: nil)]) { outcome = $1 }
    try UnitFile(recipe: recipe, outcome: outcome).write(to: output)
    guard let depfile else { return }
    var files = [recipe.command.file]
    if case .unit(let fresh) = outcome { files = fresh.files }
    let names = files.map { $0.replacing("$", with: "$$").replacing(" ", with: "\\ ") }
    do {
      try Data("\(output): \(names.joined(separator: " \\\n "))\n".utf8)
        .write(to: URL(filePath: depfile), options: .atomic)
    } catch {
      throw DistributionFailure.unwritable(file: depfile)
    }
  }

  /// Looks for findings in units that were read before.
  ///
  /// - Parameters:
  ///   - files: units, and the plan that they are of; `origin(of:)` reads the same.
  ///   - request: what to look for. Where, the files say.
  ///   - progress: called from any task, also from several at once.
  /// - Returns: the report that a scan would give.
  /// - Throws: `DistributionFailure`, or what is wrong with the rules.
  package func link(
    _ files: [String], _ request: ScanRequest,
    progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> Report {
    let (rest, units) = try read(files)
    let request = rest.origin.completing(request)
    let catalog = try CatalogLoader().load(
      vocabulary: request.extraVocabulary, rules: request.extraRules
    ).selecting(request.rules)
    // The same unit may have been read twice, by another plan of the same scan.
    let byPath = Dictionary(units.map { ($0.recipe.path, $0) }) { _, last in last }
    let description = rest.origin.description(
      of: byPath.values.map(\.recipe.command),
      incomplete: rest.skipped.filter { $0.count == 2 }
        .map { SkippedFile(file: $0[0], reason: $0[1]) })
    var set = UnitSet(commands: description.commands, pool: UnitPool())
    for (index, command) in description.commands.enumerated() {
      switch byPath[command.path]?.outcome {
      case .unit(let fresh): set.insert(fresh.unit, at: index)
      case .failure(let reason): set.fail(index, reason: reason)
      case .header, nil: break
      }
    }
    let reading = Reading(
      request: request, catalog: catalog, description: description, units: set)
    return try await Scanner().report(on: reading, progress: progress)
  }

  /// What the scan was asked for that files are of.
  ///
  /// - Throws: `DistributionFailure`
  package func origin(of files: [String]) throws(DistributionFailure) -> ScanOrigin {
    if let plan = files.first(where: { $0.hasSuffix(ScanPlan.suffix) }) {
      return try Self.rest(plan).origin
    }
    guard let first = files.first else { throw .noUnits }
    return try UnitFile(readingFrom: first).recipe.origin
  }

  private func read(
    _ files: [String]
  ) throws(DistributionFailure) -> (ScanPlan.Rest, [UnitFile]) {
    var rest: (file: String, value: ScanPlan.Rest)?
    var units: [UnitFile] = []
    for file in files.filter({ $0.hasSuffix(ScanPlan.suffix) }) {
      let next = try Self.rest(file)
      if let rest, rest.value != next { throw .mixed(file: file, other: rest.file) }
      rest = (file, next)
    }
    for file in files where !file.hasSuffix(ScanPlan.suffix) {
      let unit = try UnitFile(readingFrom: file)
      let known = rest ?? (file, ScanPlan.Rest(origin: unit.recipe.origin, skipped: []))
      guard unit.recipe.origin == known.value.origin else {
        throw .mixed(file: file, other: known.file)
      }
      rest = known
      units.append(unit)
    }
    guard let rest, !units.isEmpty else { throw .noUnits }
    return (rest.value, units)
  }

  private static func rest(_ file: String) throws(DistributionFailure) -> ScanPlan.Rest {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw .unreadable(file: file)
    }
    guard let rest = try? JSONDecoder().decode(ScanPlan.Rest.self, from: data) else {
      throw .noUnit(file: file)
    }
    return rest
  }
}
