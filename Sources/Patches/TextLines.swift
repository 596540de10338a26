/// Lines of a text as patches count them: what stands between line feeds. A carriage return is part of
/// its line.
enum TextLines {
  /// The lines of a text; the last is empty if the text ends with a line feed.
  static func split(_ text: String) -> [String] {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
      .map(String.init)
  }
}
