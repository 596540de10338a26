import Foundation
import UnitStore

/// A unit that was read elsewhere, in a file of its own: what was to be read and what came of it.
struct UnitFile {
  /// How such files end.
  static let suffix = ".unit"

  /// Raised when the form of the file, of a unit or of a recipe changes.
  private static let version = "deadlint unit 1"

  let recipe: UnitRecipe
  let outcome: UnitJob.Outcome

  /// Writes the file whole or not at all. The same unit gives the same bytes.
  func write(to path: String) throws(DistributionFailure) {
    do {
      var contents = ByteWriter()
      contents.write(Self.version)
      contents.write([UInt8](try recipe.text()))
      contents.write(WorkerMessage.outcome(outcome.timeless).bytes)
      var whole = ByteWriter()
      whole.write(ContentHash(of: contents.bytes))
      try Data(whole.bytes + contents.bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .unwritable(file: path)
    }
  }

  init(recipe: UnitRecipe, outcome: UnitJob.Outcome) {
    self.recipe = recipe
    self.outcome = outcome
  }

  init(readingFrom path: String) throws(DistributionFailure) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(file: path)
    }
    do {
      let bytes = [UInt8](data)
      var reader = ByteReader(bytes)
      let hash = try reader.hash()
      guard ContentHash(of: [UInt8](bytes.dropFirst(Self.hashSize))) == hash,
        try reader.text() == Self.version
      else { throw StoreFailure.malformed }
      recipe = try JSONDecoder().decode(UnitRecipe.self, from: Data(try reader.contents()))
      guard case .outcome(let outcome) = try WorkerMessage(bytes: try reader.contents()) else {
        throw StoreFailure.malformed
      }
      self.outcome = outcome
    } catch {
      throw .noUnit(file: path)
    }
  }

  private static let hashSize = 16
}

extension UnitJob.Outcome {
  /// Without the files and the time, which only a cache asks for.
  fileprivate var timeless: UnitJob.Outcome {
    guard case .unit(let fresh) = self else { return self }
    return .unit(
      UnitJob.FreshUnit(unit: fresh.unit, files: [], begun: 0, missing: []))
  }
}
