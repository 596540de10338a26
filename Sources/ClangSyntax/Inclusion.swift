/// A file that the parser opened.
package struct Inclusion: Hashable, Sendable {
  /// The name under which it was opened.
  package let file: String
  /// The first file that includes it; nil for the main file and what the compiler's options name.
  package let includer: String?
  /// Whether a second inclusion would bring nothing: a macro or a pragma guards all of its text.
  package let isGuarded: Bool
}
