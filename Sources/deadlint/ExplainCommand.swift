import ArgumentParser
import Findings
import Reporting
import RuleCatalog

/// `deadlint explain`
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule or a finding: what happens, how to fix it.",
    discussion: """
        deadlint explain rwsem-writer-priority
        deadlint explain 0123456789abcdef --report report.json

      'deadlint rules' lists the rules; a finding's fingerprint stands at its end in the text and in \
      the JSON report.
      """)

  @Argument(
    help: ArgumentHelp("A rule's identifier, or a finding's fingerprint.", valueName: "id"))
  var id: String

  @Option(help: ArgumentHelp("The JSON report that has the finding.", valueName: "file"))
  var report: String?

  @OptionGroup var catalog: CatalogOptions

  func run() throws {
    let terminal = Terminal.output
    let catalog = try catalog.load()
    var rule = id
    if let finding = try finding() {
      terminal.write(
        TextReport(rules: catalog.rules, width: terminal.width, colours: terminal.hasColours)
          .render(finding) + "\n")
      rule = finding.rule
    }
    terminal.write(
      RulePage(
        rule: try catalog.rule(rule), width: terminal.width, colours: terminal.hasColours
      ).text)
  }

  /// The finding that is asked for; nil if it is a rule.
  private func finding() throws -> Finding? {
    guard let report else {
      guard !isFingerprint else {
        throw ValidationError("a fingerprint needs --report FILE, the report that has the finding")
      }
      return nil
    }
    let content = try ReportFile.read(report)
    let findings = content.findings + content.fixed + content.suppressed
    guard let finding = findings.first(where: { $0.fingerprint == id }) else {
      throw ReportFailure.noSuchFinding(file: report, fingerprint: id)
    }
    return finding
  }

  private var isFingerprint: Bool {
    id.count == 16 && id.allSatisfy { $0.isHexDigit }
  }
}
