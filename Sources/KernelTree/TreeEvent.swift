/// A step of reading a tree, for a progress display. Reports never depend on events.
package enum TreeEvent: Hashable, Sendable, CustomStringConvertible {
  /// `make <config>` runs into the folder.
  case configuring(String, folder: String)
  /// `make prepare` makes the generated headers in the folder.
  case preparing(folder: String)
  /// The C files and headers that the build generates on its way are made in the folder.
  case generating(folder: String)
  /// The folder was prepared for the same configuration before.
  case reusing(folder: String)
  /// Another process prepares the same folder.
  case waiting(folder: String)
  /// The build system is asked for its commands; nothing is compiled.
  case dryRun(goals: [String])
  /// So many units were found.
  case found(commands: Int)
  /// Something the user should know, though the run goes on.
  case warning(String)

  package var description: String {
    switch self {
    case .configuring(let name, let folder): "configuring \(name) in \(folder)"
    case .preparing(let folder): "making the generated headers in \(folder)"
    case .generating(let folder): "making the generated sources in \(folder)"
    case .reusing(let folder): "using the headers prepared in \(folder)"
    case .waiting(let folder): "waiting for another run that prepares \(folder)"
    case .dryRun(let goals):
      "asking the build system for its commands: \(goals.joined(separator: " "))"
    case .found(let commands): "\(commands) \(commands == 1 ? "unit" : "units") to parse"
    case .warning(let text): text
    }
  }
}
