import Findings
import Reporting
import Testing

@Suite struct TextReportTests {
  @Test func everyPartOfAReportIsRendered() throws {
    try Snapshot(name: "full.txt").expect(
      TextReport(rules: SampleReport.rules).render(SampleReport.full))
  }

  @Test func narrowTextPutsTheWordsBelowThePlaces() throws {
    try Snapshot(name: "narrow.txt").expect(
      TextReport(rules: SampleReport.rules, width: 60).render(SampleReport.full))
  }

  @Test func aComparisonIsToldAtTheEnd() throws {
    try Snapshot(name: "compared.txt").expect(
      TextReport(rules: SampleReport.rules).render(SampleReport.compared))
  }

  @Test func aCauseIsShownOnceWithAllItsPlaces() {
    let text = TextReport(rules: SampleReport.rules).render(SampleReport.alike)
    #expect(text.split(separator: "WARNING: ").count == 2)
    #expect(text.contains("from 2 other places:"))
    #expect(text.contains(":40: in start()"))
    #expect(text.contains(":40: in stop()"))
    #expect(text.contains("3 findings of 1 cause:"))
  }

  @Test func nothingFoundIsSaid() throws {
    try Snapshot(name: "empty.txt").expect(
      TextReport(rules: SampleReport.rules).render(SampleReport.empty))
  }

  @Test func colouredTextIsTheSameTextWithColours() throws {
    let plain = TextReport(rules: SampleReport.rules).render(SampleReport.full)
    let coloured = TextReport(rules: SampleReport.rules, colours: true).render(SampleReport.full)
    #expect(!plain.contains("\u{1B}"))
    #expect(coloured.contains("\u{1B}[31;1mERROR: "))
    let bare = try coloured.replacing(Regex("\u{1B}\\[[0-9;]*m"), with: "")
    #expect(bare == plain)
  }

  @Test(arguments: [60, 80, 100, 140])
  func onlyWordsThatFitNowhereStandOutOfTheWidth(_ width: Int) {
    let text = TextReport(rules: SampleReport.rules, width: width).render(SampleReport.full)
    for line in text.split(separator: "\n") where line.count > width {
      let isOneWord = !line.drop { $0 == " " }.contains(" ")
      #expect(isOneWord || line.contains("a_rather_long_folder_name"), "\(line)")
    }
  }

  @Test func noLineEndsInASpace() {
    let text = TextReport(rules: SampleReport.rules).render(SampleReport.full)
    for line in text.split(separator: "\n") { #expect(line.last != " ", "\(line)") }
  }
}
