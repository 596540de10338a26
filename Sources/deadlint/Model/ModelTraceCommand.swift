import ArgumentParser
import KernelModels
import Reporting

/// `deadlint model trace`
struct ModelTraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show the shortest schedule that fails.",
    discussion: """
        deadlint model trace dm-snapshot
        deadlint model trace dm-thin --variant without:put

      A variant that does not fail has none: that is said, and the exit code is 0 all the same.
      """)

  @Argument(help: ArgumentHelp("A model.", valueName: "model"))
  var name: String

  @Option(help: ArgumentHelp("'buggy', 'fixed', or 'without:ELEMENT'.", valueName: "variant"))
  var variant = ModelVariant.buggy

  @OptionGroup var options: ModelOptions

  func run() throws {
    let model = try KernelModels.model(named: name)
    let report = try options.check(model, variant, sizes: options.sizes)
    let terminal = Terminal.output
    let rows =
      report.schedule.map { ScheduleTable.Row(task: $0.task, text: $0.call) }
      + report.stuck.map { ScheduleTable.Row(task: $0.task, text: "\($0.call) <- blocked") }
    terminal.write(ModelDocument(models: [report]).text)
    for line in ScheduleTable(rows: rows, width: terminal.width).lines { terminal.say(line) }
    if report.verdict == .inconclusive { throw ExitStatus.incomplete }
  }
}
