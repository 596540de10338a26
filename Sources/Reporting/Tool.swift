/// The program that made a report.
package struct Tool: Hashable, Sendable, Codable {
  package let name: String
  /// As `deadlint --version` prints it.
  package let version: String

  package init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}
