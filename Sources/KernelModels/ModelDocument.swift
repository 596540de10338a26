/// What `deadlint model check --format json` prints.
package struct ModelDocument: Hashable, Sendable, Codable {
  package let schemaVersion: Int
  /// In the order of the models and their variants.
  package let models: [ModelReport]

  package init(models: [ModelReport]) {
    schemaVersion = 1
    self.models = models
  }
}
