import Extraction
import LockIR

/// A piece of C that exists only in memory, as the file `/tree/a.c` of the tree `/tree`.
struct Snippet {
  var request: ExtractionRequest

  /// - Parameters:
  ///   - text: the C text.
  ///   - headers: texts of other files, by their path in the tree.
  ///   - arguments: compiler options.
  ///   - macroConstants: names of macros whose values are wanted.
  init(
    _ text: String, headers: [String: String] = [:], arguments: [String] = [],
    macroConstants: [String] = []
  ) {
    var files = ["/tree/a.c": text]
    for (path, text) in headers { files["/tree/" + path] = text }
    request = ExtractionRequest(
      file: "/tree/a.c", arguments: arguments, workingDirectory: "/", roots: ["/tree"],
      unsavedFiles: files, macroConstants: macroConstants)
  }

  func extract() throws -> LockIR.Unit {
    try UnitExtractor().extract(request)
  }

  /// The unit as text, if the snippet has no errors.
  func text() throws -> String {
    let unit = try extract()
    return unit.diagnostics.map { "error: \($0.message)\n" }.joined() + unit.text
  }
}
