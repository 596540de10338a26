import Findings
import Foundation
import Reporting
import RuleCatalog
import Testing

@Suite struct HTMLReportTests {
  private let sources = SourceExcerpts(lines: [
    "drivers/store/copy.c": [
      88: "\tdown_read(&catalogue_lock);", 120: "\tdown(&store->slots); /* <wait> & see */",
      210: "\tdown_read(&catalogue_lock);", 301: "\tdown_write(&catalogue_lock);",
    ]
  ])

  private func page(of report: Report) -> String {
    HTMLReport(
      tool: Tool(name: "deadlint", version: "0.0.0-test"), rules: SampleReport.rules,
      sources: sources
    ).render(report)
  }

  @Test func everyPartOfAReportIsRendered() throws {
    try Snapshot(name: "compared.html").expect(page(of: SampleReport.compared))
  }

  @Test func nothingIsLoadedFromElsewhere() {
    let html = page(of: SampleReport.full)
    for word in ["http:", "https:", "src=", "<link", "@import"] {
      #expect(!html.contains(word), "\(word)")
    }
  }

  @Test func textIsEscaped() {
    let html = page(of: SampleReport.full)
    #expect(html.contains("/* &lt;wait&gt; &amp; see */"))
    #expect(!html.contains("<wait>"))
  }

  @Test func theBrowserCountsAndShowsAllFindings() throws {
    let dom = try Browser().page(page(of: SampleReport.full))
    #expect(dom.contains("<output id=\"count\">3 of 3</output>"))
    #expect(!dom.contains(" hidden="))
    #expect(dom.contains("<output>4 of 4</output>"))
  }

  @Test(arguments: [
    ("rule=sleep-in-rcu", "1 of 3"), ("verdict=confirmed", "1 of 3"), ("text=GFP_NOIO", "1 of 3"),
    ("text=store", "3 of 3"), ("confidence=low&rule=sleep-in-rcu", "0 of 3"),
  ])
  func filtersLeaveWhatFits(_ fragment: String, _ count: String) throws {
    let dom = try Browser().page(page(of: SampleReport.full), at: fragment)
    #expect(dom.contains("<output id=\"count\">\(count)</output>"))
  }

  @Test func aScheduleIsSteppedThrough() throws {
    let html = page(of: SampleReport.full)
    let dom = try Browser().page(html, at: "open=00112233445566aa&step=2")
    #expect(dom.contains("<output>2 of 4</output>"))
    #expect(dom.contains("<tr data-step=\"2\" class=\"now\">"))
    #expect(dom.contains("<tr data-step=\"3\" class=\"later\">"))
    // A click on the button that goes on, as a reader would.
    let clicked = html.replacingOccurrences(
      of: "</body>",
      with: "<script>document.querySelector('[data-move=on]').click()</script></body>")
    let next = try Browser().page(clicked, at: "open=00112233445566aa&step=2")
    #expect(next.contains("<output>3 of 4</output>"))
  }

  /// As many findings as a whole kernel has.
  @Test func aLongReportOpensAndIsFiltered() throws {
    let findings = (0..<800).map { _ in SampleReport.finding(steps: 20) }
    let report = Report(
      tree: SampleReport.empty.tree, statistics: SampleReport.empty.statistics,
      findings: findings + SampleReport.full.findings, incomplete: [])
    let dom = try Browser().page(page(of: report), at: "verdict=confirmed")
    let confirmed = report.findings.count { $0.validation.verdict == .confirmed }
    #expect(dom.contains("<output id=\"count\">\(confirmed) of 803</output>"))
  }

  @Test func lightAndDarkAreDifferentPictures() throws {
    let html = page(of: SampleReport.full)
    let light = try Browser().picture(of: html, isDark: false)
    let dark = try Browser().picture(of: html, isDark: true)
    #expect(light.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(light.count > 10_000)
    #expect(light != dark)
  }
}
