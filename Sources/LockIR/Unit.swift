/// A translation unit as the analysis sees it: what was in the source, with no notion of what any
/// function means. A pure value: the same text and flags give the same unit.
package struct Unit: Hashable, Sendable, Codable {
  /// The main file, relative to the tree.
  package let path: String
  /// The names that `NameID`s of this unit stand for.
  package let names: [String]
  /// The functions of the main file in source order, then those of headers that they reach.
  package let functions: [Function]
  package let globals: [Global]
  package let initializers: [Initializer]
  /// The values of the object-like macros that were asked for and that the unit defines.
  package let macroConstants: [String: Int64]
  /// Errors, in source order.
  package let diagnostics: [Diagnostic]

  package init(
    path: String, names: [String], functions: [Function], globals: [Global],
    initializers: [Initializer], macroConstants: [String: Int64], diagnostics: [Diagnostic]
  ) {
    self.path = path
    self.names = names
    self.functions = functions
    self.globals = globals
    self.initializers = initializers
    self.macroConstants = macroConstants
    self.diagnostics = diagnostics
  }

  package subscript(name: NameID) -> String { names[Int(name.index)] }
}
