import ArgumentParser
import Findings
import Foundation
import Reporting
import Review

/// `deadlint baseline`
struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Keep a list of findings that are known, so that only new ones are reported.",
    discussion: """
        deadlint scan linux --config defconfig --output json=report.json
        deadlint baseline write known.yaml --report report.json --reason "before we began"
        deadlint scan linux --config defconfig --baseline known.yaml

      An entry holds a fingerprint, which stays the same when lines move, and the reason and the day \
      that you give it. Entries that match nothing any more are told by each scan.
      """,
    subcommands: [Write.self, Show.self, Prune.self])

  struct Write: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write what a JSON report finds to a baseline.",
      discussion: "Entries that are there already keep their reasons and dates.")

    @Argument(help: ArgumentHelp("The baseline.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("A JSON report of the tree.", valueName: "file"))
    var report: String

    @Option(help: "Why the new entries are left alone.")
    var reason: String?

    func run() throws {
      let exists = FileManager.default.fileExists(atPath: file)
      let old = exists ? try Baseline(path: file) : Baseline(name: file, entries: [])
      let new = old.updated(
        from: try ReportFile.read(report), reason: reason, date: Self.today())
      try new.write(to: file)
      Terminal.output.say("\(file): \(new.entries.count) entries, \(old.entries.count) before")
    }

    private static func today() -> String {
      Date.now.formatted(.iso8601.year().month().day())
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the entries of a baseline.")

    @Argument(help: ArgumentHelp("The baseline.", valueName: "file"))
    var file: String

    func run() throws {
      for entry in try Baseline(path: file).entries {
        let words = [
          entry.fingerprint, entry.rule, entry.file, entry.function + "()", entry.date,
          entry.reason,
        ]
        Terminal.output.say(words.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "  "))
      }
    }
  }

  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove the entries that match nothing of a JSON report.",
      discussion: """
        The report must be of a scan without --baseline, of all that the baseline is about: what was \
        not scanned counts as fixed.
        """)

    @Argument(help: ArgumentHelp("The baseline.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("A JSON report of the tree.", valueName: "file"))
    var report: String

    func run() throws {
      let old = try Baseline(path: file)
      let new = old.pruned(by: try ReportFile.read(report))
      if new != old { try new.write(to: file) }
      Terminal.output.say(
        "\(file): \(new.entries.count) entries, \(old.entries.count - new.entries.count) removed")
    }
  }
}
