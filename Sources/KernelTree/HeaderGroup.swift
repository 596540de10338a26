/// Units that one precompiled header can serve, since their options mean the same to all headers.
package struct HeaderGroup: Hashable, Sendable {
  /// The options that all of them have, in their order.
  package let arguments: [String]

  /// The absolute folder that they are compiled in.
  package let directory: String

  /// Macros that each unit has a value of its own for, with the first unit's values.
  package let placeholders: [String: String]

  /// The units, as positions in the list of commands, ascending.
  package let members: [Int]

  /// The groups of some units, largest first.
  ///
  /// `commands`: The commands. `positions`: Which of them count.
  package static func groups(
    of commands: [CompileCommand], at positions: [Int]
  ) -> [HeaderGroup] {
    let shared = positions.map { (position: $0, key: Key(commands[$0])) }
    return Dictionary(grouping: shared) { $0.key }
      .map { key, members in
        let first = commands[members[0].position]
        return HeaderGroup(
          arguments: key.arguments, directory: key.directory,
          placeholders: Dictionary(
            first.arguments.compactMap(Self.placeholder), uniquingKeysWith: { $1 }),
          members: members.map(\.position).sorted())
      }
      .sorted { ($1.members.count, $0.members[0]) < ($0.members.count, $1.members[0]) }
  }

  /// The same for some of the units.
  package func with(members: [Int]) -> HeaderGroup {
    HeaderGroup(
      arguments: arguments, directory: directory, placeholders: placeholders, members: members)
  }

  private struct Key: Hashable {
    let directory: String
    let arguments: [String]

    /// Leaves out what only concerns the unit: its names, and the folders of its own, which come after
    /// the last file that is included for all.
    init(_ command: CompileCommand) {
      directory = command.directory
      let last = command.arguments.lastIndex(of: "-include") ?? command.arguments.endIndex
      arguments = command.arguments.enumerated().filter { index, argument in
        HeaderGroup.placeholder(argument) == nil && (index < last || !argument.hasPrefix("-I"))
      }.map(\.element)
    }
  }

  /// The macro of an option in which Kbuild tells a unit its own name.
  private static func placeholder(_ argument: String) -> (String, String)? {
    guard argument.hasPrefix("-DKBUILD_") || argument.hasPrefix("-D__KBUILD_") else { return nil }
    let sides = argument.dropFirst(2).split(separator: "=", maxSplits: 1)
    return sides.count == 2 ? (String(sides[0]), String(sides[1])) : nil
  }
}
