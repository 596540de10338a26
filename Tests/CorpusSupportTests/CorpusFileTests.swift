import CorpusSupport
import Findings
import Testing

@Suite struct CorpusFileTests {
  @Test func theRunLineSaysTheKernel() throws {
    let file = try CorpusFile(path: "a.c", text: "// run: kernel-version=3.10\n")
    #expect(file.kernelVersion == "3.10")
    #expect(file.expectations.isEmpty)
  }

  @Test func everyKindOfExpectationIsReadFromItsLine() throws {
    let text = """
      // run: kernel-version=6.1
      /* expect is a word here */
      f(); // expect: lock-order confirmed
      g(); // expect-fp: lock-order the gate lock is in another file
      h(); // expect-fn: sleep-in-rcu assembly
      """
    let file = try CorpusFile(path: "a.c", text: text)
    #expect(
      file.expectations == [
        Expectation(kind: .defect(.confirmed), rule: "lock-order", file: "a.c", line: 3),
        Expectation(
          kind: .knownFalsePositive(reason: "the gate lock is in another file"),
          rule: "lock-order", file: "a.c", line: 4),
        Expectation(
          kind: .knownFalseNegative(reason: "assembly"), rule: "sleep-in-rcu", file: "a.c", line: 5),
      ])
  }

  @Test func aLineMayExpectSeveralRules() throws {
    let text = "// run: kernel-version=6.1\nf(); // expect: a confirmed // expect: b not-modelled\n"
    let file = try CorpusFile(path: "a.c", text: text)
    #expect(file.expectations.map(\.rule) == ["a", "b"])
    #expect(file.expectations.map(\.kind) == [.defect(.confirmed), .defect(.notModelled)])
  }

  @Test(arguments: [
    ("", CorpusFailure.noRunLine(file: "a.c")),
    ("int f;\n// run: kernel-version=6.1", .noRunLine(file: "a.c")),
    ("// run:", .noKernelVersion(file: "a.c")),
    ("// run: kernel-version=6", .badRunWord(file: "a.c", word: "kernel-version=6")),
    ("// run: kernel-version=6.1 jobs=2", .badRunWord(file: "a.c", word: "jobs=2")),
  ])
  func aBadRunLineIsRefused(text: String, failure: CorpusFailure) {
    #expect(throws: failure) { try CorpusFile(path: "a.c", text: text) }
  }

  @Test(arguments: [
    ("// expect: a", CorpusFailure.badExpectation(file: "a.c", line: 2, text: "expect: a")),
    (
      "// expect: a confirmed x",
      .badExpectation(
        file: "a.c", line: 2, text: "expect: a confirmed x")
    ),
    (
      "// expects: a confirmed",
      .badExpectation(
        file: "a.c", line: 2, text: "expects: a confirmed")
    ),
    (
      "// expect: a/b confirmed",
      .badExpectation(
        file: "a.c", line: 2, text: "expect: a/b confirmed")
    ),
    ("// expect: a sure", .badVerdict(file: "a.c", line: 2, verdict: "sure")),
    ("// expect-fp: a", .noReason(file: "a.c", line: 2)),
    ("// expect-fn: a", .noReason(file: "a.c", line: 2)),
    (
      "// expect: a confirmed // expect: a refuted",
      .doubledExpectation(
        file: "a.c", line: 2, rule: "a")
    ),
  ])
  func aBadExpectationIsRefusedWithItsLine(line: String, failure: CorpusFailure) {
    #expect(throws: failure) {
      try CorpusFile(path: "a.c", text: "// run: kernel-version=6.1\nf(); \(line)\n")
    }
  }

  @Test func failuresNameFileAndLine() {
    let failure = CorpusFailure.badVerdict(file: "x/a.c", line: 7, verdict: "sure")
    #expect(failure.description.hasPrefix("x/a.c:7: sure is no verdict"))
  }

  @Test func aMissingFileIsUnreadable() {
    #expect(throws: CorpusFailure.unreadable(file: "none.c")) {
      try CorpusFile(path: "none.c", in: "/")
    }
  }

  @Test func aMissingFolderIsUnreadable() {
    #expect(throws: CorpusFailure.unreadable(file: "/no/such/folder")) {
      try Corpus(folder: "/no/such/folder")
    }
  }
}
