import Findings
import Foundation
import Reporting
import RuleCatalog
import TestSupport
import Testing

@Suite struct SARIFReportTests {
  private let renderer = SARIFReport(
    tool: Tool(name: "deadlint", version: "0.0.0-test"), rules: SampleReport.rules)

  @Test func everyPartOfAReportIsRendered() throws {
    try Snapshot(name: "compared.sarif").expect(renderer.render(SampleReport.compared))
  }

  @Test(arguments: [SampleReport.full, SampleReport.empty, SampleReport.compared])
  func everyReportIsValidUnderTheOfficialSchema(_ report: Report) throws {
    let verdict = try SARIFValidator().validate(renderer.render(report))
    #expect(verdict.isValid, "\(verdict.output)")
  }

  @Test(arguments: [
    ("\"version\" : \"2.1.0\"", "\"version\" : \"2.2\""),
    ("\"baselineState\" : \"new\"", "\"baselineState\" : \"fresh\""),
    ("\"startLine\" : 120", "\"startLine\" : 0"),
  ])
  func theValidatorTellsWhatIsNoSARIF(original: String, broken: String) throws {
    let sarif = try renderer.render(SampleReport.compared)
    let other = sarif.replacingOccurrences(of: original, with: broken)
    try #require(other != sarif)
    #expect(try !SARIFValidator().validate(other).isValid)
  }

  @Test func eachTaskIsAThreadAndTheScheduleItsOrder() throws {
    let result = try #require(try results(of: SampleReport.full).first)
    let flows = try #require(result["codeFlows"] as? [[String: Any]])
    let threads = try #require(flows.first?["threadFlows"] as? [[String: Any]])
    #expect(threads.count == 3)
    let orders = threads.map { thread in
      (thread["locations"] as? [[String: Any]] ?? []).map { $0["executionOrder"] as? Int }
    }
    #expect(orders == [[1, nil, nil, nil, 3], [4, nil, nil], [2, nil]])
  }

  @Test func statesAndSuppressionsAreToldAsSARIFHasThem() throws {
    let results = try results(of: SampleReport.compared)
    #expect(
      results.map { $0["baselineState"] as? String } == ["new", "unchanged", "absent", "new"])
    let suppressions = results.map { ($0["suppressions"] as? [Any])?.count ?? 0 }
    #expect(suppressions == [0, 0, 0, 1])
  }

  @Test func aPathThatIsTooLongLosesItsMiddle() throws {
    let long = SampleReport.finding(steps: 3_000)
    let report = Report(
      tree: SampleReport.empty.tree, statistics: SampleReport.empty.statistics, findings: [long],
      incomplete: [])
    let result = try #require(try results(of: report).first)
    let flows = try #require(result["codeFlows"] as? [[String: Any]])
    let threads = try #require(flows.first?["threadFlows"] as? [[String: Any]])
    let lines = (threads[0]["locations"] as? [[String: Any]] ?? []).compactMap(line(of:))
    #expect(lines.count == 1_000)
    #expect(lines.first == 1)
    #expect(lines.last == 3_000)
  }

  @Test func resultsThatNoServiceTakesAreLeftOutAndCounted() throws {
    let report = Report(
      tree: SampleReport.empty.tree, statistics: SampleReport.empty.statistics,
      findings: Array(repeating: SampleReport.finding(steps: 1), count: 25_003), incomplete: [])
    let sarif = try renderer.render(report)
    #expect(try results(in: sarif).count == 25_000)
    #expect(sarif.contains("3 findings are left out here"))
  }

  private func line(of location: [String: Any]) -> Int? {
    let place = location["location"] as? [String: Any]
    let physical = place?["physicalLocation"] as? [String: Any]
    return (physical?["region"] as? [String: Any])?["startLine"] as? Int
  }

  private func results(of report: Report) throws -> [[String: Any]] {
    try results(in: renderer.render(report))
  }

  private func results(in sarif: String) throws -> [[String: Any]] {
    let document = try JSONSerialization.jsonObject(with: Data(sarif.utf8)) as? [String: Any]
    let runs = try #require(document?["runs"] as? [[String: Any]])
    return try #require(runs.first?["results"] as? [[String: Any]])
  }
}
