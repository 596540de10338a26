import Findings
import KernelTree
import Patches

/// The units that a patch can change the meaning of, and how to parse them.
struct AffectedUnits {
  static let notBuilt = "not built in this configuration; turn its option on with --enable"

  let commands: [CompileCommand]
  /// Changed files that no unit of the configuration reads.
  let unknown: [Incomplete]

  init(step: PatchPlan.Step, reading: Reading, overlay: Overlay, root: String) {
    let current = reading.units.commands
    let byPath = Dictionary(
      current.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let changed = step.files.filter { $0.text != nil }
    var commands: [String: CompileCommand] = [:]
    var others: Set<String> = []
    for file in changed {
      if let command = byPath[file.path] {
        commands[file.path] = command
      } else if file.isNew, file.path.hasSuffix(".c"),
        let sibling = current.first(where: {
          PathText.parent(of: $0.path) == PathText.parent(of: file.path)
        })
      {
        commands[file.path] = sibling.compiling(file.path, at: root + "/" + file.path)
      } else {
        others.insert(file.path)
      }
    }
    // What is included may be C as well, and what is gone may still be included.
    let search = IncludeSearch(root: root, overlay: overlay)
    let included = others.union(step.files.map(\.path).filter { $0.hasSuffix(".h") })
    var read: Set<String> = []
    if !included.isEmpty {
      let folders = Set(
        current.map { PathText.parent(of: $0.path) } + included.map(PathText.parent))
      let candidates =
        current.map(\.path)
        + search.files(below: Self.topmost(folders)).filter {
          $0.hasSuffix(".h") || others.contains($0)
        }
      let headers =
        included.contains { $0.contains("include/") } ? search.files(below: ["include"]) : []
      for path in included {
        let includers = search.includers(of: [path], among: candidates + headers)
        let units = includers.compactMap { byPath[$0] }
        if !units.isEmpty { read.insert(path) }
        for unit in units { commands[unit.path] = unit }
      }
    }
    self.commands = commands.values.sorted { $0.path < $1.path }
    unknown = others.subtracting(read).sorted().map {
      Incomplete(
        file: $0,
        reason: $0.hasSuffix(".h") ? "no unit that was read includes it" : Self.notBuilt)
    }
  }

  /// The folders that are in no other of them.
  private static func topmost(_ folders: Set<String>) -> [String] {
    folders.filter { folder in
      !folders.contains { $0 != folder && PathText.relative(folder, to: $0) != nil }
    }.map { $0 == "." ? "" : $0 }.sorted()
  }
}

extension CompileCommand {
  /// The same compiler options for another file of the folder.
  fileprivate func compiling(_ path: String, at file: String) -> CompileCommand {
    CompileCommand(
      path: path, file: file, directory: directory, arguments: arguments,
      kernelVersion: kernelVersion)
  }
}
