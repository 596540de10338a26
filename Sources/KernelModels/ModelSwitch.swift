/// One element of a fix, which a model can leave out.
package struct ModelSwitch: Hashable, Sendable, Codable {
  /// Kebab-case, for `without:NAME`.
  package let name: String
  /// What the element does.
  package let summary: String

  package init(_ name: String, _ summary: String) {
    self.name = name
    self.summary = summary
  }
}
