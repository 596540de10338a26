import Extraction
import Foundation
import KernelTree

/// Which headers to precompile for the units that have to be read.
struct HeaderPlan: Sendable {
  /// A header to be made, and the units that will use it.
  struct Entry: Sendable {
    let request: HeaderBuilder.Request
    let members: [Int]
  }

  /// Making a header takes as long as reading some ten units without one.
  private static let smallestGroup = 24

  /// From how many units on a folder gets a header of its own.
  private static let largeFolder = 100

  /// What more would make each unit slower to start than it would save.
  private static let mostNames = 250

  /// What fewer of the units than this part include is left to them.
  private static let rarest = 40

  let entries: [Entry]

  /// - Parameters:
  ///   - commands: the units.
  ///   - positions: those that have to be read.
  init(for commands: [CompileCommand], at positions: [Int]) {
    let groups = HeaderGroup.groups(of: commands, at: positions)
      .flatMap { Self.parts(of: $0, commands) }
      .filter { $0.members.count >= Self.smallestGroup }
    entries = groups.map { group in
      Entry(
        request: HeaderBuilder.Request(
          arguments: group.arguments, workingDirectory: group.directory,
          names: Self.names(for: group.members.map { commands[$0].file }),
          placeholders: group.placeholders), members: group.members)
    }
  }

  /// The group by top-level folders, the small ones left together: what most units of one folder include
  /// says little to those of another, and may get in their way.
  private static func parts(
    of group: HeaderGroup, _ commands: [CompileCommand]
  ) -> [HeaderGroup] {
    let folders = Dictionary(grouping: group.members) { commands[$0].path.prefix { $0 != "/" } }
    let (large, small) = (
      folders.filter { $0.value.count >= largeFolder },
      folders.filter { $0.value.count < largeFolder }
    )
    return large.sorted { $0.key < $1.key }.map { group.with(members: $0.value) }
      + [group.with(members: small.values.joined().sorted())]
  }

  /// What the files include most, most often first.
  private static func names(for files: [String]) -> [String] {
    var counts: [String: Int] = [:]
    for file in files {
      guard let contents = FileManager.default.contents(atPath: file) else { continue }
      let text = String(decoding: contents, as: UTF8.self)
      for name in Set(SourceScan(of: text).systemIncludes) { counts[name, default: 0] += 1 }
    }
    return counts.filter { $0.value * rarest >= files.count }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(mostNames).map(\.key)
  }
}
