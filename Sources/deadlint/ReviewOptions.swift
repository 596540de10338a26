import Analysis
import ArgumentParser
import Foundation
import Review

/// What is known of a tree's findings, and how its project wants it analysed.
struct ReviewOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Leave out what this file lists; 'deadlint baseline write' makes it.", valueName: "file"))
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "The project's configuration. (default: .deadlint.yaml at the top of the tree)",
      valueName: "file"))
  var settings: String?

  @Flag(help: "Do without the project's configuration.")
  var noSettings = false

  func validate() throws {
    if noSettings, settings != nil {
      throw ValidationError("--settings and --no-settings exclude each other")
    }
  }

  /// The configuration for a tree, folder or file; nil if there is none.
  func project(of path: String) throws -> ProjectFile? {
    if noSettings { return nil }
    if let settings { return try ProjectFile(path: settings, name: settings) }
    let file = ScanPlace.top(of: path) + "/" + ProjectFile.fileName
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    return try ProjectFile(path: file, name: ProjectFile.fileName)
  }
}
