import Foundation

/// Graphviz, as a program that lays graphs out.
enum Graphviz {
  /// Why there is no drawing.
  enum Failure: Error, CustomStringConvertible {
    case missing
    case failed(String)

    var description: String {
      switch self {
      case .missing: "dot: cannot be run: --format svg needs Graphviz (apt-get install graphviz)"
      case .failed(let reason): "dot: \(reason)"
      }
    }
  }

  /// The drawing of a graph in the language of dot.
  static func svg(of dot: String) throws -> String {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).dot")
    try Data(dot.utf8).write(to: scratch)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["dot", "-Tsvg", scratch.path()]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let svg = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    switch process.terminationStatus {
    case 0: return String(decoding: svg, as: UTF8.self)
    case 127: throw Failure.missing
    default: throw Failure.failed(String(decoding: complaint, as: UTF8.self))
    }
  }
}
