/// A text that replaces what the disk holds under a path.
package struct UnsavedFile: Hashable, Sendable {
  package let path: String
  package let text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}
