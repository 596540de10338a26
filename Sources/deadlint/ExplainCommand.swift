import ArgumentParser
import Reporting
import RuleCatalog

/// `deadlint explain`
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule: what happens, how to fix it, what it cannot see.",
    discussion: """
        deadlint explain rwsem-writer-priority

      'deadlint rules' lists the identifiers.
      """)

  @Argument(help: ArgumentHelp("The rule's identifier.", valueName: "rule"))
  var id: String

  @OptionGroup var catalog: CatalogOptions

  func run() throws {
    let rule = try catalog.load().rule(id)
    let terminal = Terminal.output
    terminal.write(
      RulePage(rule: rule, width: terminal.width, colours: terminal.hasColours).text)
  }
}
