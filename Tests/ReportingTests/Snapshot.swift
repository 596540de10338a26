import Foundation
import Testing

/// A text that is kept in `Snapshots/` beside the tests. `RECORD_SNAPSHOTS=1` rewrites the files and
/// still fails, so that nobody records by accident.
struct Snapshot {
  let name: String

  private var url: URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
  }

  /// Holds the text against the file, byte by byte.
  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      Issue.record("recorded \(name)", sourceLocation: sourceLocation)
      return
    }
    let expected = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let (lines, expectedLines) = (text.split(separator: "\n"), expected.split(separator: "\n"))
    for (line, expectedLine) in zip(lines, expectedLines) {
      try #require(line == expectedLine, "\(name)", sourceLocation: sourceLocation)
    }
    #expect(text == expected, "\(name)", sourceLocation: sourceLocation)
  }
}
