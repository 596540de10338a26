import ArgumentParser
import Findings
import Reporting
import RuleCatalog

/// In which forms a report is written, and where.
struct OutputOptions: ParsableArguments {
  @Option(
    help: """
      What to write: 'text' for people, 'json' for programs, 'sarif' for code scanning, 'checkpatch' \
      for a line each, 'rdjsonl' for reviewdog, 'html' for a browser.
      """)
  var format = ReportFormat.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the report to this file, in this form if one is named; repeatable. '-' is the standard output.",
      valueName: "[format=]file"))
  var output: [OutputTarget] = []

  /// Renders all before it writes any, so that what cannot be rendered leaves nothing behind.
  func write(_ report: Report, rules: [Rule], sources: SourceReader) throws {
    let targets = output.isEmpty ? [OutputTarget(argument: "-")].compactMap { $0 } : output
    let rendered = try targets.map { target in
      let terminal = target.path == "-" ? Terminal.output : nil
      return (
        target,
        try (target.format ?? format).render(
          report, rules: rules, sources: sources, terminal: terminal)
      )
    }
    for (target, text) in rendered {
      if target.path == "-" {
        Terminal.output.write(text)
        continue
      }
      try OutputFile(path: target.path).write(text)
    }
  }
}
