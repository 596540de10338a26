/// How much was analysed.
package struct Statistics: Hashable, Sendable, Codable {
  package let translationUnits: Int
  package let failedUnits: Int
  package let functions: Int
  package let resources: Int
  package let edges: Int
  package let cycles: Int

  package init(
    translationUnits: Int, failedUnits: Int, functions: Int, resources: Int, edges: Int, cycles: Int
  ) {
    self.translationUnits = translationUnits
    self.failedUnits = failedUnits
    self.functions = functions
    self.resources = resources
    self.edges = edges
    self.cycles = cycles
  }
}
