import Analysis
import ArgumentParser
import Foundation

/// The command as a whole: its subcommands, and what its exit codes mean.
@main
struct DeadlintCommand: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "deadlint",
    abstract: "Finds deadlocks in C kernel sources before they run.",
    discussion: """
      deadlint reads a kernel tree, builds one graph of everything that its tasks can hold and wait \
      for, looks in it for the shapes that deadlock, and executes each finding state by state until \
      it deadlocks or is shown not to.

        deadlint scan linux                      a tree, as configured
        deadlint scan linux --only drivers/md    a part of it
        deadlint patch fix.patch --tree linux    what a patch adds
        deadlint rules                           what it looks for
        deadlint explain sleep-in-rcu            what happens, and how to fix it
        deadlint model trace dm-snapshot         a documented deadlock, executed

      Exit codes: 0 nothing found, 1 findings, 2 wrong usage or input, 3 the analysis is incomplete.
      """,
    version: version,
    subcommands: [
      ScanCommand.self, PatchCommand.self, RulesCommand.self, ExplainCommand.self,
      ModelCommand.self,
      PlanCommand.self, ExtractCommand.self, LinkCommand.self, KbuildCommand.self,
      BaselineCommand.self, HookCommand.self,
      GraphCommand.self, WhyCommand.self,
    ])

  /// Runs the command. The library would exit with 64 for wrong usage, and with 1, which means
  /// findings here, for any other error.
  static func main() async {
    let arguments = CommandLine.arguments
    if arguments.count == 3, arguments[1] == ExtractionWorker.argument,
      let memory = Int(arguments[2])
    {
      return ExtractionWorker.run(memory: memory)
    }
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let status as ExitStatus {
      exit(withError: ExitCode(status.rawValue))
    } catch is CancellationError {
      Terminal.errors.say("deadlint: interrupted; what was read is kept for the next run")
      // What a shell reports of a program that an interrupt ended.
      exit(withError: ExitCode(128 + SIGINT))
    } catch {
      if exitCode(for: error) == .success { exit(withError: error) }
      Terminal.errors.say(line(for: error))
      exit(withError: ExitCode(ExitStatus.wrongInput.rawValue))
    }
  }

  /// Whatever went wrong, on one line.
  private static func line(for error: any Error) -> String {
    let isUsage = exitCode(for: error) == .validationFailure
    let text = isUsage ? message(for: error) : "\(error)"
    let words = text.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    guard isUsage else { return "deadlint: \(words)" }
    let first = CommandLine.arguments.dropFirst().first
    let subcommand = configuration.subcommands.first { $0.configuration.commandName == first }
    let name = subcommand?.configuration.commandName.map { "\($0) " } ?? ""
    let sentence = words.hasSuffix(".") ? String(words.dropLast()) : words
    return "deadlint: \(sentence); see deadlint \(name)--help"
  }
}
