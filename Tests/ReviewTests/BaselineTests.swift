import Findings
import Foundation
import Review
import RuleCatalog
import Testing

@Suite struct BaselineTests {
  private let empty = Baseline(name: "known.yaml", entries: [])
  private let two = ReviewSample.report([
    ReviewSample.finding("a"), ReviewSample.finding("b", function: "g"),
  ])

  private func read(_ text: String) throws -> Baseline {
    try ReviewSample.withFile(text) { try Baseline(path: $0) }
  }

  @Test func whatIsWrittenReadsBack() throws {
    let reason = "says \"so\" \\ and: # more\nand more"
    let baseline = empty.updated(from: two, reason: reason, date: "2024-12-31")
    let again = try read(baseline.text)
    #expect(again.entries.map(\.fingerprint) == baseline.entries.map(\.fingerprint))
    #expect(again.entries.map(\.reason) == [reason, reason])
    #expect(again.entries.map(\.date) == ["2024-12-31", "2024-12-31"])
    #expect(again.entries.map(\.function) == ["f", "g"])
    #expect(again.entries.map(\.line) == [5, 11])
  }

  @Test func whatPeopleWroteStays() {
    let first = empty.updated(
      from: ReviewSample.report([ReviewSample.finding("a")]), reason: "old", date: "2020-01-01")
    let second = first.updated(from: two, reason: "new", date: "2024-12-31")
    #expect(second.entries.map(\.reason) == ["old", "new"])
    #expect(second.entries.map(\.date) == ["2020-01-01", "2024-12-31"])
  }

  @Test func pruningRemovesWhatMatchesNothing() {
    let all = empty.updated(from: two, reason: nil, date: "2024-12-31")
    let rest = all.pruned(by: ReviewSample.report([ReviewSample.finding("b")]))
    #expect(rest.entries.map(\.function) == ["g"])
  }

  @Test func equalBaselinesAreEqualBytesWhateverTheirOrder() {
    let all = empty.updated(from: two, reason: nil, date: "2024-12-31")
    let other = Baseline(name: "x", entries: all.entries.reversed())
    #expect(all.text == other.text)
  }

  @Test(arguments: [
    ("version: 2\nfindings: []\nmore: 1\n", "1:10: version 2 is of a newer deadlint"),
    ("version: 1\nfindings: []\nmore: 1\n", "3:1: unknown key 'more'"),
    ("version: 1\n", "lacks the key 'findings'"),
    ("findings: []\n", "lacks the key 'version'"),
    ("version: 1\nfindings:\n  - {fingerprint: abc}\n", "3:19: 'abc' is no fingerprint"),
    (
      "version: 1\nfindings:\n  - fingerprint: \"0123456789abcdef\"\n    date: today\n",
      "4:11: 'today' is no date"
    ),
    ("version: 1\nfindings: [\n", "not valid YAML"), ("- a\n", "mapping"), ("", "empty"),
  ])
  func mistakesAreNamedWithLineAndColumn(_ text: String, _ message: String) throws {
    let failure = #expect(throws: ReviewFailure.self) { try read(text) }
    let description = try #require(failure?.description)
    #expect(description.contains(message), "\(description)")
    #expect(!description.contains("\n"))
  }

  @Test func aFileThatIsNotThereIsNamed() {
    #expect(throws: ReviewFailure.unreadable(file: "/no/such.yaml")) {
      try Baseline(path: "/no/such.yaml")
    }
  }
}
