import Analysis
import ArgumentParser
import Foundation
import Patches

/// `deadlint hook`
struct HookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Judge every commit before it is made.",
    subcommands: [Install.self])

  struct Install: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Install a git hook that judges what is staged.",
      discussion: """
        The hook runs 'deadlint patch --staged' with what the tree's .deadlint.yaml says. New findings \
        stop the commit; a change that cannot be judged does not. 'git commit --no-verify' goes without.
        """)

    @Option(help: ArgumentHelp("The kernel tree.", valueName: "dir"))
    var tree = "."

    @Flag(help: "Replace a hook that is there.")
    var force = false

    func run() async throws {
      let folder = try await GitRepository(at: tree).hooksFolder()
      let path = folder + "/pre-commit"
      let old = FileManager.default.contents(atPath: path)
      let isOurs = old.map { String(decoding: $0, as: UTF8.self).contains(Self.mark) } ?? true
      guard isOurs || force else {
        throw ValidationError(
          "\(path) is there already: add '\(Self.line)' to it, or replace it with --force")
      }
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
        try Data(Self.text(tree: ScanPlace.top(of: tree)).utf8).write(
          to: URL(filePath: path), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      } catch {
        throw OutputFailure(path: path)
      }
      Terminal.output.say("\(path): judges what is staged, from now on")
    }

    private static let mark = "Installed by deadlint hook install"
    private static let line = "deadlint patch --staged --quiet"

    private static func text(tree: String) -> String {
      let quoted = "'" + tree.replacing("'", with: "'\\''") + "'"
      return """
        #!/bin/sh
        # \(mark). Exit code 3, a change that cannot be judged, stops no commit.
        \(line) --tree \(quoted)
        status=$?
        [ "$status" -eq 3 ] || exit "$status"

        """
    }
  }
}
