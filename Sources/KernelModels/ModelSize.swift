/// A parameter of a model.
package struct ModelSize: Hashable, Sendable, Codable {
  /// For `--size NAME=N`.
  package let name: String
  /// What it counts.
  package let summary: String
  /// What it is when nothing is said.
  package let standard: Int
  /// The least and the most that the model can be built with.
  package let minimum: Int
  package let maximum: Int

  package init(_ name: String, _ summary: String, standard: Int, within range: ClosedRange<Int>) {
    self.name = name
    self.summary = summary
    self.standard = standard
    minimum = range.lowerBound
    maximum = range.upperBound
  }
}
