/// Something that a kernel's build system needs before it can configure a tree or print commands.
package enum BuildTool: Hashable, Sendable, Comparable {
  /// A program, found by its name in `PATH`.
  case program(String, package: String)
  /// A library, found by a header.
  case library(String, package: String)

  package var name: String {
    switch self {
    case .program(let name, _), .library(let name, _): name
    }
  }

  /// The Debian package that has it.
  package var package: String {
    switch self {
    case .program(_, let package), .library(_, let package): package
    }
  }

  package static func < (left: BuildTool, right: BuildTool) -> Bool { left.name < right.name }
}
