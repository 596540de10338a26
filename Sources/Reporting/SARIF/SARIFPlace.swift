import Findings
import Foundation

/// A place of the tree as SARIF names it.
struct SARIFPlace {
  /// The name of the tree's top folder.
  static let base = "SRCROOT"

  let file: String
  var line: Int?
  var column: Int?
  var function: String?

  var location: SARIFLog.Location { location(id: nil, message: nil) }

  func location(id: Int?, message: String?) -> SARIFLog.Location {
    SARIFLog.Location(
      id: id,
      physicalLocation: SARIFLog.PhysicalLocation(
        artifactLocation: artifact,
        region: line.map { SARIFLog.Region(startLine: $0, startColumn: column) }),
      logicalLocations: function.map { [SARIFLog.LogicalLocation(name: $0)] },
      message: message.map { SARIFLog.Message(text: $0) })
  }

  /// What a build made outside the tree has an absolute path.
  private var artifact: SARIFLog.ArtifactLocation {
    let path = file.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? file
    return file.hasPrefix("/")
      ? SARIFLog.ArtifactLocation(uri: "file://" + path)
      : SARIFLog.ArtifactLocation(uri: path, uriBaseId: Self.base)
  }
}

extension SARIFPlace {
  init(_ location: SourceLocation) {
    self.init(
      file: location.file, line: location.line, column: location.column,
      function: location.function)
  }

  init(_ step: Step) {
    self.init(file: step.file, line: step.line, function: step.function)
  }
}
