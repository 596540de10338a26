import Foundation
import RuleCatalog

/// What baselines and configuration files have in common.
enum ReviewFile {
  /// The version of both forms. Raised when an older program could misunderstand a newer file.
  static let version = 1

  /// Reads a file and opens it as YAML.
  static func document(
    of path: String, named name: String, describedAs what: String
  ) throws(ReviewFailure) -> YAMLValue {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(data: data, encoding: .utf8)
    else { throw .unreadable(file: name) }
    return try attempt { () throws(CatalogFailure) in
      try YAMLValue.document(text, file: name, describedAs: what)
    }
  }

  /// Holds the version key against what this program knows. A newer file may have keys that are unknown
  /// here, so this comes before all else.
  static func checkVersion(_ document: YAMLValue) throws(ReviewFailure) {
    let entries = try attempt { () throws(CatalogFailure) in
      try document.entries(of: "keys to values")
    }
    for (_, value) in entries where value.key == "version" {
      guard let version = value.integer else {
        throw .mistake(.wrongType(value.place, key: "version", expected: "a whole number"))
      }
      guard version <= Self.version else { throw .newerVersion(value.place, version: version) }
    }
  }

  /// Gives a mistake in YAML as one of this target.
  static func attempt<Value>(
    _ body: () throws(CatalogFailure) -> Value
  ) throws(ReviewFailure) -> Value {
    do throws(CatalogFailure) {
      return try body()
    } catch {
      throw .mistake(error)
    }
  }
}
