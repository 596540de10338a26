import Foundation
import TestSupport
import Testing

/// `deadlint patch`, on a small folder of C in git.
@Suite struct PatchTests {
  @Test func aPatchThatAddsADefectIsToldWhatItAdds() throws {
    let folder = try StoreFolder()
    let patch = try folder.diff(to: StoreFolder.sleeping)
    let before = try folder.state()
    let result = try folder.run(["patch", "-", "--format", "checkpatch"], input: patch)
    #expect(result.status == 1)
    #expect(result.errors.isEmpty)
    #expect(
      result.output.hasPrefix("drivers/store.c:\(StoreFolder.addedLine): ERROR: "),
      "\(result.output)")
    #expect(
      result.output.contains(
        "this patch adds rcu -> store.lock at drivers/store.c:\(StoreFolder.addedLine)"))
    #expect(try folder.state() == before, "the tree or its index was touched")
  }

  @Test func aSleepThatIsAddedGoesByItsCall() throws {
    let folder = try StoreFolder()
    let patch = try folder.diff(
      to: StoreFolder.clean.replacing("\ts->users++;\n", with: "\ts->users++;\n\tmight_sleep();\n"))
    let result = try folder.run(["patch", "-", "--format", "checkpatch"], input: patch)
    #expect(result.status == 1, "\(result.errors)")
    #expect(
      result.output.contains("this patch adds rcu -> might_sleep() at drivers/store.c:"),
      "\(result.output)")
  }

  /// A scan tells of few places that take one lock twice; a patch that adds another one is told so.
  @Test func oneMistakeAmongManyLikeItIsToldToo() throws {
    let folder = try StoreFolder()
    let places = (0..<9).map { number in
      """
      void refill\(number)(struct store *s)
      {
      \tmutex_lock(&s->lock);
      \tmutex_lock(&s->lock);
      \tmutex_unlock(&s->lock);
      \tmutex_unlock(&s->lock);
      }

      """
    }
    try folder.commit(StoreFolder.clean + places.dropLast().joined())
    let patch = try folder.diff(to: StoreFolder.clean + places.joined())
    let result = try folder.run(["patch", "-"], input: patch)
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.output.contains("in refill8()"), "\(result.output)")
    #expect(result.output.contains(": 1 new, "), "\(result.output)")
  }

  /// Without it only the folder of the patch is.
  @Test(arguments: [([], 1), (["--only", "."], 2)])
  func aDotBringsTheWholeTreeInSight(options: [String], units: Int) throws {
    let folder = try StoreFolder()
    _ = try folder.write("int elsewhere;\n", to: "sound/other.c")
    let patch = try folder.diff(to: StoreFolder.sleeping)
    let result = try folder.run(["patch", "-"] + options, input: patch)
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.output.contains("\n\(units) unit"), "\(result.output)")
    #expect(result.output.contains("callers elsewhere are not seen") == (units == 1))
  }

  @Test func theReverseIsReportedFixedAndWhatWasThereIsCounted() throws {
    let folder = try StoreFolder()
    let patch = try folder.diff(to: StoreFolder.sleeping)
    try folder.commit(StoreFolder.sleeping)
    let file = try folder.write(patch, to: "back.patch")
    let back = try folder.diff(to: StoreFolder.clean)
    let result = try folder.run(["patch", "-"], input: back)
    #expect(result.status == 0)
    #expect(result.output.contains("0 new, 0 there before, 1 fixed"))
    #expect(result.output.contains("fixed: drivers/store.c:"))
    let comment = try folder.diff(to: "/* A store. */\n" + StoreFolder.sleeping)
    let silent = try folder.run(["patch", "-"], input: comment)
    #expect(silent.status == 0)
    #expect(silent.output.contains("0 new, 1 there before (--all shows them), 0 fixed"))
    let all = try folder.run(["patch", "-", "--all"], input: comment)
    #expect(all.status == 0)
    #expect(all.output.contains("[sleep-in-rcu]"))
    #expect(all.output.contains("was there before"))
    let again = try folder.run(["patch", file])
    #expect(again.status == 2)
    #expect(again.errors.contains("the tree has the patch already"))
  }

  @Test func gitsOwnChangesAreJudged() throws {
    let folder = try StoreFolder()
    _ = try folder.write(StoreFolder.sleeping, to: "drivers/store.c")
    #expect(try folder.run(["patch", "--staged"]).status == 0)
    #expect(try folder.run(["patch", "--worktree"]).status == 1)
    try folder.git("add", "--all")
    _ = try folder.write(StoreFolder.clean, to: "drivers/store.c")
    #expect(try folder.run(["patch", "--staged"]).status == 1)
    #expect(try folder.run(["patch", "--worktree"]).status == 0)
    try folder.git("commit", "--quiet", "--message", "sleep")
    #expect(try folder.run(["patch", "--range", "HEAD~1..HEAD"]).status == 1)
    #expect(try folder.run(["patch", "--range", "HEAD..HEAD"]).status == 2)
  }

  @Test func aSeriesIsJudgedPatchByPatch() throws {
    let folder = try StoreFolder()
    try folder.commit("/* A store. */\n" + StoreFolder.clean, subject: "comment")
    try folder.commit("/* A store. */\n" + StoreFolder.sleeping, subject: "sleep")
    try folder.commit(StoreFolder.clean, subject: "wake")
    let result = try folder.run(["patch", "--range", "HEAD~3"])
    #expect(result.status == 1)
    #expect(result.output.contains("patch 2 of 3: sleep"))
    #expect(result.output.contains("gone again with patch 3 of 3: wake"))
    #expect(result.output.contains("drivers/store.c:\(StoreFolder.addedLine + 1):"))
  }

  @Test func patchesWithoutCodeCountInASeries() throws {
    let folder = try StoreFolder()
    _ = try folder.write("A store.\n", to: "README")
    try folder.git("add", "--all")
    try folder.git("commit", "--quiet", "--message", "words")
    try folder.commit(StoreFolder.sleeping, subject: "sleep")
    let result = try folder.run(["patch", "--range", "HEAD~2"])
    #expect(result.status == 1)
    #expect(result.output.contains("patch 2 of 2: sleep"), "\(result.output)")
  }

  @Test func aHeaderIsJudgedByTheUnitsThatIncludeIt() throws {
    let folder = try StoreFolder()
    let patch = try folder.diff(
      of: "drivers/store.h",
      to: StoreFolder.header.replacing(
        "/* locks */",
        with: "rcu_read_lock(); mutex_lock(&s->lock); mutex_unlock(&s->lock); rcu_read_unlock();"))
    let result = try folder.run(["patch", "-", "--format", "checkpatch"], input: patch)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("drivers/store.h:5: ERROR: "), "\(result.output)")
  }

  @Test func aNewFileIsReadAsItsNeighbours() throws {
    let folder = try StoreFolder()
    let text = StoreFolder.sleeping.replacing("use_store", with: "use_other_store")
    let patch = try folder.diff(of: "drivers/other.c", from: nil, to: text)
    let result = try folder.run(["patch", "-", "--format", "checkpatch"], input: patch)
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.output.hasPrefix("drivers/other.c:\(StoreFolder.addedLine): "))
  }

  @Test func whatCannotBeJudgedExitsWithThree() throws {
    let folder = try StoreFolder()
    let patch = try folder.diff(of: "elsewhere/x.c", from: nil, to: "int x;\n")
    let result = try folder.run(["patch", "-"], input: patch)
    #expect(result.status == 3)
    #expect(result.output.contains("elsewhere/x.c"))
  }

  @Test func aPatchOfNoCodeIsClean() throws {
    let folder = try StoreFolder()
    let patch = try folder.diff(of: "README", from: nil, to: "A store.\n")
    let result = try folder.run(["patch", "-"], input: patch)
    #expect(result.status == 0)
    #expect(result.output.contains("no C file or header is changed"))
  }

  @Test func wrongInputIsOneLineAndNothingIsWritten() throws {
    let folder = try StoreFolder()
    let output = folder.path + "/report.json"
    let cases: [(arguments: [String], input: String, culprit: String)] = [
      (["patch", "-"], "", "the standard input: empty"),
      (["patch", "-"], "hello\n", "the standard input: has no diff"),
      (["patch", "no/such.patch"], "", "no/such.patch: cannot be read"),
      (["patch", "--range", "nowhere..HEAD"], "", "nowhere..HEAD: no such range"),
      (["patch", "--range", "a..b", "--staged"], "", "--range"),
      (
        ["patch", "-"], try folder.diff(to: StoreFolder.clean + "int broken( {\n"),
        "drivers/store.c does not parse completely"
      ),
    ]
    for (arguments, input, culprit) in cases {
      let result = try folder.run(
        arguments + ["--output", output, "--format", "json"], input: input)
      #expect(result.status == 2, "\(culprit)")
      #expect(result.errors.contains(culprit), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1)
      #expect(!FileManager.default.fileExists(atPath: output))
    }
    let outside = try Command.run(["patch", "--staged", "--tree", "/"])
    #expect(outside.status == 2)
    #expect(outside.errors.contains("not in a git repository"))
  }

  @Test func aPatchReportIsValidUnderItsSchema() throws {
    let folder = try StoreFolder()
    let patch = try folder.diff(to: StoreFolder.sleeping)
    let json = try folder.run(["patch", "-", "--format", "json"], input: patch).output
    let verdict = try SchemaValidator(schema: "report-1.schema.json").validate(json)
    #expect(verdict.isValid, "\(verdict.output)")
    let sarif = try folder.run(["patch", "-", "--format", "sarif"], input: patch).output
    let other = try SARIFValidator().validate(sarif)
    #expect(other.isValid, "\(other.output)")
    #expect(sarif.contains("\"baselineState\" : \"new\""))
  }
}
