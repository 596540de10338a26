/// A tool that did not do what it was asked, or is not there.
package struct SpinFailure: Error, CustomStringConvertible {
  package let tool: String
  /// What it printed.
  package let text: String

  package var description: String { "\(tool): \(text)" }
}
