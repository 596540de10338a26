import Findings
import Foundation
import Reporting
import Testing

/// The formats with a line for each finding.
@Suite struct LineReportTests {
  private let reviewdog = ReviewdogReport(tool: Tool(name: "deadlint", version: "0.0.0-test"))

  @Test func checkpatchLinesAreAsCheckpatchWritesThem() throws {
    try Snapshot(name: "full.checkpatch").expect(CheckpatchReport().render(SampleReport.full))
  }

  @Test func reviewdogLinesAreJSON() throws {
    let text = try reviewdog.render(SampleReport.full)
    try Snapshot(name: "full.rdjsonl").expect(text)
    for line in text.split(separator: "\n") {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }

  @Test func nothingFoundIsNoLine() throws {
    #expect(CheckpatchReport().render(SampleReport.empty).isEmpty)
    #expect(try reviewdog.render(SampleReport.empty).isEmpty)
  }

  @Test func onlyWhatIsNewHasALine() throws {
    let line = CheckpatchReport().render(SampleReport.compared)
    #expect(line.split(separator: "\n").count == 1)
    #expect(line.hasPrefix("drivers/store/copy.c:120: ERROR: "))
    #expect(try reviewdog.render(SampleReport.compared).split(separator: "\n").count == 1)
  }
}
