/// One patch of a series: what one commit changes.
package struct Patch: Hashable, Sendable {
  /// What the input that it came from is called: a file, `the standard input`, a range of commits.
  package let input: String
  /// The subject of its mail; nil if it came without one.
  package let subject: String?
  package let files: [FilePatch]

  package init(input: String, subject: String? = nil, files: [FilePatch]) {
    self.input = input
    self.subject = subject
    self.files = files
  }

  /// What takes it back.
  package var reversed: Patch {
    Patch(input: input, subject: subject, files: files.reversed().map(\.reversed))
  }

  /// What messages call it.
  package var name: String { subject.map { "\(input) (\($0))" } ?? input }
}
