package import KernelTree
import RuleCatalog

/// What a scan was asked for, as far as units that were read elsewhere have to carry it with them.
package struct ScanOrigin: Codable, Hashable, Sendable {
  /// As the user named it.
  package let path: String
  /// Folders or files relative to the tree; the whole tree if empty.
  package let only: [String]
  private let kind: String
  private let root: String
  private let build: String?
  private let version: String?
  private let config: String?
  private let kernelVersion: String?

  /// - Parameters:
  ///   - request: what was asked for.
  ///   - description: what is there.
  package init(_ request: ScanRequest, _ description: TreeDescription) {
    path = request.path
    only = request.only
    kind = description.kind.rawValue
    root = description.root
    build = description.buildDirectory
    version = description.kernelVersion?.description
    config = description.config
    kernelVersion = request.kernelVersion?.description
  }

  /// The tree with these units.
  func description(
    of commands: [CompileCommand], incomplete: [SkippedFile]
  ) -> TreeDescription {
    TreeDescription(
      kind: TreeKind(rawValue: kind) ?? .tree, root: root, buildDirectory: build,
      kernelVersion: version.flatMap { TreeVersion($0) }, config: config, commands: commands,
      incomplete: incomplete)
  }

  /// The same request as far as units know it; `rest` says the rest.
  func completing(_ rest: ScanRequest) -> ScanRequest {
    var request = rest
    request.path = path
    request.only = only
    request.kernelVersion = rest.kernelVersion ?? kernelVersion.flatMap { KernelVersion($0) }
    return request
  }
}
