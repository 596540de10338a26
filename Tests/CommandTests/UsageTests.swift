import TestSupport
import Testing

@Suite struct UsageTests {
  @Test(arguments: [
    [], ["--help"], ["--version"], ["scan", "--help"], ["rules", "--help"], ["explain", "--help"],
    ["rules"], ["explain", "sleep-in-rcu"], ["model"], ["model", "list"],
    ["model", "check", "--help"],
  ])
  func whatAnswersAQuestionExitsWithZero(_ arguments: [String]) throws {
    let result = try Command.run(arguments)
    #expect(result.status == 0)
    #expect(!result.output.isEmpty)
    #expect(result.errors.isEmpty)
  }

  @Test(arguments: [
    (["bogus"], "bogus"),
    (["scan", "--bogus"], "--bogus"),
    (["scan", "--jobs", "0"], "--jobs"),
    (["scan", "--jobs", "many"], "--jobs"),
    (["scan", "--max-failures", "-1"], "--max-failures"),
    (["scan", "--format", "xml"], "xml"),
    (["scan", "--confidence", "some"], "some"),
    (["scan", "--kernel-version", "six"], "six"),
    (["scan", "--rule", "no-such-rule"], "no-such-rule"),
    (["scan", "/no/such/tree"], "/no/such/tree"),
    (["scan", "--vocabulary", "/no/such.yaml"], "/no/such.yaml"),
    (["rules", "--rules", "/no/such/folder"], "/no/such/folder"),
    (["explain", "no-such-rule"], "no-such-rule"),
    (["explain"], "id"),
    (["explain", "0123456789abcdef"], "--report"),
    (["explain", "0123456789abcdef", "--report", "/no/such.json"], "/no/such.json"),
    (["model", "check", "no-such-model"], "no-such-model"),
    (["model", "check", "dm-thin", "--size", "thins"], "thins"),
    (["model", "check", "dm-thin", "--size", "no-such-size=1"], "no-such-size"),
    (["model", "check", "dm-thin", "--size", "thins=99"], "1 to 4"),
    (["model", "check", "dm-thin", "--variant", "without:nothing"], "without:get-under-rcu"),
    (["model", "check", "no-such-model"], "dm-verity"),
    (["model", "export", "no-such-model"], "no-such-model"),
    (["model", "export", "dm-thin", "--size", "no-such-size=1"], "thins"),
    (["model", "check", "--max-states", "0"], "--max-states"),
    (["model", "trace", "dm-thin", "--variant", "better"], "better"),
    (["model", "trace", "dm-thin", "--variant", "without:nothing"], "without:nothing"),
  ])
  func wrongUsageIsOneLineThatNamesIt(arguments: [String], culprit: String) throws {
    let result = try Command.run(arguments)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("deadlint: "))
    #expect(result.errors.contains(culprit))
    #expect(result.errors.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
  }

  @Test func whatIsNotWrittenToATerminalHasNoColours() throws {
    #expect(try !Command.run(["explain", "sleep-in-rcu"]).output.contains("\u{1B}"))
  }
}
