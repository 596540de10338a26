import ArgumentParser
import Reporting
import RuleCatalog

/// `deadlint rules`
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules: what deadlint looks for.",
    discussion: """
      A line for each rule: its identifier, its severity, the confidence of its findings, and what \
      it finds.

        deadlint rules --rules my-rules     with your own
      """)

  @OptionGroup var catalog: CatalogOptions

  func run() throws {
    Terminal.output.write(RuleTable(rules: try catalog.load().rules).text)
  }
}
