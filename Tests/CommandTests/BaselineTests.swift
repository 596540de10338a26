import Foundation
import TestSupport
import Testing

/// Baselines and `.deadlint.yaml` as a user meets them.
@Suite struct BaselineTests {
  @Test func aBaselineIsWrittenUsedToldStaleAndPruned() throws {
    let folder = try StoreFolder()
    _ = try folder.write(StoreFolder.sleeping, to: "drivers/store.c")
    let report = ["--output", "json=report.json"]
    #expect(try folder.run(["scan", "drivers"] + report).status == 1)
    let write = ["baseline", "write", "known.yaml", "--report", "report.json", "--reason", "old"]
    #expect(try folder.runPlain(write).status == 0)
    let shown = try folder.runPlain(["baseline", "show", "known.yaml"]).output
    #expect(shown.contains("sleep-in-rcu  store.c  use_store()"))
    #expect(shown.contains("  old"))
    let known = try folder.run(["scan", "drivers", "--baseline", "known.yaml"])
    #expect(known.status == 0)
    #expect(known.output.contains("1 there before"))
    _ = try folder.write(StoreFolder.clean, to: "drivers/store.c")
    let stale = try folder.run(["scan", "drivers", "--baseline", "known.yaml"] + report)
    #expect(stale.status == 0)
    let text = try folder.run(["scan", "drivers", "--baseline", "known.yaml"]).output
    #expect(text.contains("known.yaml:5: matches nothing"))
    let pruned = try folder.runPlain(["baseline", "prune", "known.yaml", "--report", "report.json"])
    #expect(pruned.output.contains("0 entries, 1 removed"))
  }

  @Test func aSuppressionOfTheProjectHoldsForScansAndPatches() throws {
    let folder = try StoreFolder()
    let patch = try folder.diff(to: StoreFolder.sleeping)
    let settings = """
      version: 1
      suppressions:
        - rule: sleep-in-rcu
          function: use_store
          reason: the store is never used
      """
    _ = try folder.write(settings, to: ".deadlint.yaml")
    let result = try folder.run(["patch", "-"], input: patch)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("suppressed: 1 by .deadlint.yaml:3"))
    #expect(try folder.run(["patch", "-", "--no-settings"], input: patch).status == 1)
    _ = try folder.write(StoreFolder.sleeping, to: "drivers/store.c")
    #expect(try folder.run(["scan"]).status == 0)
    let sarif = try folder.run(["scan", "--format", "sarif"]).output
    #expect(sarif.contains("\"justification\" : \"the store is never used\""))
    let verdict = try SARIFValidator().validate(sarif)
    #expect(verdict.isValid, "\(verdict.output)")
  }

  @Test func theProjectSaysHowSpinlocksAreReadUnlessTheCommandDoes() throws {
    let folder = try StoreFolder()
    let guarded = """
      #include <linux/spinlock.h>
      static DEFINE_RAW_SPINLOCK(outer);
      static DEFINE_SPINLOCK(inner);
      void nested(void)
      {
        raw_spin_lock(&outer);
        spin_lock(&inner);
        spin_unlock(&inner);
        raw_spin_unlock(&outer);
      }
      """
    _ = try folder.write(guarded, to: "drivers/store.c")
    #expect(try folder.run(["scan", "drivers"]).status == 0)
    _ = try folder.write("version: 1\npreempt-rt: true\n", to: "drivers/.deadlint.yaml")
    let sleeping = try folder.run(["scan", "drivers"])
    #expect(sleeping.status == 1, "\(sleeping.output)")
    #expect(sleeping.output.contains("sleep-in-atomic"))
    #expect(try folder.run(["scan", "drivers", "--no-preempt-rt"]).status == 0)
  }

  @Test(arguments: [
    ("version: 1\nrulez: {}\n", ".deadlint.yaml:2:1: unknown key 'rulez'"),
    ("version: 9\n", ".deadlint.yaml:1:10: version 9"),
    ("version: 1\nrules: {no-such-rule: on}\n", "no-such-rule"),
    ("version: 1\nbaseline: nowhere.yaml\n", "nowhere.yaml: cannot be read"),
  ])
  func aMistakeInTheProjectFileIsOneLine(_ text: String, _ culprit: String) throws {
    let folder = try StoreFolder()
    _ = try folder.write(text, to: ".deadlint.yaml")
    let result = try folder.run(["scan"])
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(culprit), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test func aRuleThatTheProjectSwitchesOffIsNotLookedFor() throws {
    let folder = try StoreFolder()
    _ = try folder.write(StoreFolder.sleeping, to: "drivers/store.c")
    _ = try folder.write("version: 1\nrules: {sleep-in-rcu: off}\n", to: ".deadlint.yaml")
    #expect(
      try folder.run(["scan", "--format", "json"]).output.contains("\"findings\" : [\n\n  ]"))
    let asked = try folder.run(["scan", "--rule", "sleep-in-rcu"])
    #expect(asked.status == 1)
  }
}
