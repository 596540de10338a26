import Findings
import Foundation
import Reporting
import TestSupport
import Testing

@Suite struct JSONReportTests {
  private let renderer = JSONReport(tool: Tool(name: "deadlint", version: "0.0.0-test"))
  private let schema = SchemaValidator(schema: "report-1.schema.json")

  @Test func everyPartOfAReportIsRendered() throws {
    try Snapshot(name: "full.json").expect(renderer.render(SampleReport.full))
  }

  @Test(arguments: [SampleReport.full, SampleReport.empty, SampleReport.compared])
  func everyReportIsValidUnderTheSchema(_ report: Report) throws {
    let verdict = try schema.validate(renderer.render(report))
    #expect(verdict.isValid, "\(verdict.output)")
  }

  @Test(arguments: [
    ("\"schemaVersion\" : 1", "\"schemaVersion\" : 2"),
    ("\"verdict\" : \"inconclusive\"", "\"verdict\" : \"confirmed\""),
    ("\"fingerprint\" : \"00112233445566aa\"", "\"fingerprint\" : \"x\""),
    ("\"kernelVersion\" : \"6.1.192\",", ""),
    ("\"column\" : 3,", "\"column\" : 3, \"row\" : 3,"),
  ])
  func whatIsNoReportIsNotValid(original: String, broken: String) throws {
    let json = try renderer.render(SampleReport.full)
    let other = json.replacingOccurrences(of: original, with: broken)
    try #require(other != json)
    #expect(try !schema.validate(other).isValid)
  }

  @Test func equalReportsGiveEqualBytes() throws {
    let first = try renderer.render(SampleReport.full)
    for _ in 0..<5 { #expect(try renderer.render(SampleReport.full) == first) }
  }

  @Test(arguments: [SampleReport.full, SampleReport.empty, SampleReport.compared])
  func whatIsWrittenReadsBackEqual(_ report: Report) throws {
    let data = Data(try renderer.render(report).utf8)
    #expect(try JSONReport.read(data, named: "report.json") == report)
  }

  @Test func aReportOfAProgramThatComparedNothingIsRead() throws {
    var json = try renderer.render(SampleReport.empty)
    for key in ["comparison", "fixed", "suppressed", "notices"] {
      json = try json.replacing(Regex("  \"\(key)\" : (null|\\[\\s*\\]),?\n"), with: "")
    }
    try #require(!json.contains("notices"))
    #expect(try JSONReport.read(Data(json.utf8), named: "old.json") == SampleReport.empty)
  }

  @Test func whatIsNoReportIsNotRead() throws {
    #expect(throws: ReportFailure.notAReport(file: "a.json")) {
      try JSONReport.read(Data("{}".utf8), named: "a.json")
    }
    let other = try renderer.render(SampleReport.empty)
      .replacingOccurrences(of: "\"schemaVersion\" : 1", with: "\"schemaVersion\" : 2")
    #expect(throws: ReportFailure.otherSchema(file: "b.json", version: 2)) {
      try JSONReport.read(Data(other.utf8), named: "b.json")
    }
  }

  @Test func whatIsNotKnownIsNull() throws {
    let json = try renderer.render(SampleReport.empty)
    #expect(json.contains("\"kernelVersion\" : null"))
    #expect(json.contains("\"config\" : null"))
  }
}
