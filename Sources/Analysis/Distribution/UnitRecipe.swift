import Foundation
import KernelTree
import UnitStore

/// All that it takes to read one unit on any machine that has the same sources at the same place.
package struct UnitRecipe: Codable, Hashable, Sendable {
  package let origin: ScanOrigin
  /// As reports name the unit.
  package let path: String
  private let file: String
  private let directory: String
  private let arguments: [String]
  private let version: String?
  private let macroConstants: [String]

  init(_ command: CompileCommand, of origin: ScanOrigin, macroConstants: [String]) {
    self.origin = origin
    path = command.path
    file = command.file
    directory = command.directory
    arguments = command.arguments
    version = command.kernelVersion?.description
    self.macroConstants = macroConstants
  }

  var command: CompileCommand {
    CompileCommand(
      path: path, file: file, directory: directory, arguments: arguments,
      kernelVersion: version.flatMap { TreeVersion($0) })
  }

  var settings: UnitExtraction.Settings {
    UnitExtraction.Settings(
      roots: origin.description(of: [command], incomplete: []).roots,
      macroConstants: macroConstants, texts: [:])
  }

  /// The recipe as text, the same for equal recipes.
  ///
  /// - Throws: nothing that could be met: it is made of texts.
  func text() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  /// A name for files: what the recipe says, as a hash.
  ///
  /// - Throws: as `text()`
  func name() throws -> String { ContentHash(of: [UInt8](try text())).hex }

  /// - Parameter path: a file that a plan has written.
  /// - Throws: `DistributionFailure`
  package init(readingFrom path: String) throws(DistributionFailure) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(file: path)
    }
    guard let recipe = try? JSONDecoder().decode(UnitRecipe.self, from: data) else {
      throw .noRecipe(file: path)
    }
    self = recipe
  }
}
