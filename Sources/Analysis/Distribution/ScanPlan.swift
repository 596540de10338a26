import Foundation
import KernelTree

/// The units of a scan, to be read wherever one likes and linked afterwards.
package struct ScanPlan: Sendable {
  /// How the file ends that says what no unit says: the scan as a whole and what it leaves out.
  static let suffix = ".plan"

  /// What is beside the units in a report.
  struct Rest: Codable, Hashable {
    let origin: ScanOrigin
    /// The files that cannot be read, each with the reason.
    let skipped: [[String]]
  }

  let rest: Rest
  /// In the order of their paths.
  let recipes: [UnitRecipe]

  /// Writes a `build.ninja` into a folder, with an edge for each unit and one that links them.
  ///
  /// - Parameters:
  ///   - folder: is made if need be; another plan in it is replaced, its units are kept.
  ///   - program: the path of this program.
  ///   - linking: the options of `deadlint link`, words of a shell.
  /// - Throws: `DistributionFailure.unwritable`
  package func writeNinja(
    to folder: String, program: String, linking: [String]
  ) throws(DistributionFailure) {
    try Self.make(folder + "/recipes")
    try Self.make(folder + "/units")
    var edges = ""
    var units: [String] = []
    for recipe in recipes {
      let (name, text) = try Self.rendered(recipe, in: folder)
      try Self.write(text, to: "\(folder)/recipes/\(name).recipe")
      edges += "build units/\(name)\(UnitFile.suffix): extract recipes/\(name).recipe\n"
      edges += "  unit = \(Self.escaped(recipe.path))\n"
      units.append("units/\(name)\(UnitFile.suffix)")
    }
    let plan = try writeRest(to: folder)
    // Findings are no reason to build again; anything worse is.
    let text = """
      ninja_required_version = 1.5
      deadlint = \(Self.escaped(Self.quoted(program)))
      rule extract
        command = $deadlint extract $in --output $out --depfile $out.d
        depfile = $out.d
        deps = gcc
        description = READ $unit
      rule link
        command = $deadlint link @$out.rsp \(linking.map { Self.escaped(Self.quoted($0)) }.joined(separator: " ")) --quiet --output $out || [ $$? -eq 1 ]
        rspfile = $out.rsp
        rspfile_content = $in_newline
        description = LINK
      \(edges)build report: link \(plan) \(units.joined(separator: " "))
      default report

      """
    try Self.write(Data(text.utf8), to: folder + "/build.ninja")
  }

  /// Writes what no unit says; returns the name of the file.
  @discardableResult
  func writeRest(to folder: String) throws(DistributionFailure) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let name = "scan" + Self.suffix
    guard let text = try? encoder.encode(rest) else {
      throw .unwritable(file: folder + "/" + name)
    }
    try Self.write(text, to: folder + "/" + name)
    return name
  }

  static func make(_ folder: String) throws(DistributionFailure) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(file: folder)
    }
  }

  private static func rendered(
    _ recipe: UnitRecipe, in folder: String
  ) throws(DistributionFailure) -> (name: String, text: Data) {
    do {
      return (try recipe.name(), try recipe.text())
    } catch {
      throw .unwritable(file: folder)
    }
  }

  /// Leaves a file alone that says the same, so that nothing is read again for its time.
  private static func write(_ text: Data, to path: String) throws(DistributionFailure) {
    if FileManager.default.contents(atPath: path) == text { return }
    do {
      try text.write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .unwritable(file: path)
    }
  }

  /// A text as a value in a `build.ninja`.
  private static func escaped(_ text: String) -> String {
    text.replacing("$", with: "$$").replacing("\n", with: "$\n")
  }

  /// A word of a shell.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      byte.isLetterOrDigit || "-_./=+,:".utf8.contains(byte)
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
