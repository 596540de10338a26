import Reporting
import Testing

@Suite struct ProgressLineTests {
  @Test(arguments: [
    (done: 0, seconds: 0, expected: "0 of 200 units, drivers/md"),
    (done: 50, seconds: 4, expected: "50 of 200 units, 12.5/s, 0:12 left, drivers/md"),
    (done: 9, seconds: 90, expected: "9 of 200 units, drivers/md"),
    (done: 10, seconds: 100, expected: "10 of 200 units, 0.1/s, 31:40 left, drivers/md"),
    (done: 200, seconds: 7, expected: "200 of 200 units, 28.6/s, 0:00 left, drivers/md"),
  ])
  func rateAndTimeLeftFollowFromWhatIsDone(done: Int, seconds: Int, expected: String) {
    let line = ProgressLine(
      done: done, total: 200, elapsed: .seconds(seconds), file: "drivers/md/dm.c")
    #expect(line.text(width: 80) == expected)
  }

  @Test(arguments: [(45, "50 of 200 units, 12.5/s, 0:12 left"), (10, "50 of 200 ")])
  func theFolderGivesWayFirst(width: Int, expected: String) {
    let line = ProgressLine(
      done: 50, total: 200, elapsed: .seconds(4), file: "drivers/md/persistent-data/dm.c")
    #expect(line.text(width: width) == expected)
  }

  @Test func aFileWithoutAFolderIsNotNamed() {
    let line = ProgressLine(done: 1, total: 1, elapsed: .zero, file: "a.c")
    #expect(line.text(width: 80) == "1 of 1 units")
  }

  @Test func functionsAreCountedWithoutAFolder() {
    let line = ProgressLine("functions", done: 300, total: 900, elapsed: .seconds(3))
    #expect(line.text(width: 80) == "300 of 900 functions, 100.0/s, 0:06 left")
  }
}
