/// A header that has been parsed once for many units.
///
/// A unit that is read with it is the unit that it would be without: extraction looks at the texts to
/// see whether the header may change anything, and reads the unit without it if so.
package struct PrecompiledHeader: Hashable, Sendable {
  /// A file that the header is made of.
  package struct Inclusion: Hashable, Sendable {
    /// The absolute path.
    package let file: String
    /// The absolute path of the first file that includes it; nil for what options include.
    package let includer: String?

    package init(file: String, includer: String?) {
      self.file = file
      self.includer = includer
    }
  }

  /// Where it is, for `-include-pch`.
  package let path: String
  /// All its files but itself, each once.
  package let inclusions: [Inclusion]
  /// The folders of `-I` that it was made with, in order.
  package let folders: [String]
  /// The files of `-include` that it was made with.
  package let first: [String]

  package init(path: String, inclusions: [Inclusion], folders: [String], first: [String]) {
    self.path = path
    self.inclusions = inclusions
    self.folders = folders
    self.first = first
  }
}
