import Findings
import Foundation
import Review
import RuleCatalog
import Testing

@Suite struct ProjectFileTests {
  private func read(_ text: String) throws -> ProjectFile {
    try ReviewSample.withFile(text) { try ProjectFile(path: $0, name: ".deadlint.yaml") }
  }

  @Test func everyKeyIsRead() throws {
    let project = try read(
      """
      version: 1
      build: ../build
      enable: [DM_VERITY]
      disable: [SMP]
      preempt-rt: yes
      rules: {sleep-in-rcu: off, vmalloc-gfp-mask: on}
      confidence: high
      only: [drivers]
      exclude: [drivers/staging]
      vocabulary: [tools/words.yaml]
      rule-folders: [/rules]
      baseline: known.yaml
      suppressions:
        - rule: sleep-in-rcu
          function: f
          reason: it never runs then
        - resource: a.lock
          reason: not a real lock
      """)
    let folder = FileManager.default.temporaryDirectory.standardized.path()
    #expect(project.build.map { URL(filePath: $0).lastPathComponent } == "build")
    #expect(project.enable == ["DM_VERITY"])
    #expect(project.disable == ["SMP"])
    #expect(project.preemptRT == true)
    #expect(project.rules.map(\.id).sorted() == ["sleep-in-rcu", "vmalloc-gfp-mask"])
    #expect(project.confidence == .high)
    #expect(project.only == ["drivers"])
    #expect(project.exclude == ["drivers/staging"])
    #expect(
      project.vocabulary == [URL(filePath: folder).appending(path: "tools/words.yaml").path()])
    #expect(project.ruleFolders == ["/rules"])
    #expect(project.baseline?.hasSuffix("/known.yaml") == true)
    #expect(project.suppressions.map(\.line) == [14, 17])
    let selection = try project.selection(from: CatalogLoader().load())
    #expect(!selection.contains("sleep-in-rcu"))
    #expect(selection.contains("vmalloc-gfp-mask"))
  }

  @Test(arguments: [
    ("version: 1\nrulez: {}\n", ".deadlint.yaml:2:1: unknown key 'rulez'"),
    ("version: 3\n", ".deadlint.yaml:1:10: version 3 is of a newer deadlint"),
    ("version: 1\nconfidence: sure\n", ".deadlint.yaml:2:13: unknown confidence 'sure'"),
    ("version: 1\nrules: {sleep-in-rcu: 7}\n", ".deadlint.yaml:2:23: 'sleep-in-rcu' must be true"),
    (
      "version: 1\nsuppressions:\n  - {rule: x, reson: y}\n",
      ".deadlint.yaml:3:15: unknown key 'reson'"
    ),
    ("version: 1\nsuppressions:\n  - rule: x\n", "lacks the key 'reason'"),
    ("version: 1\nsuppressions:\n  - reason: x\n", ".deadlint.yaml:3:5: a suppression names"),
    ("version: 1\nonly: drivers\n", "'only' must be a list"),
  ])
  func mistakesAreNamedWithLineAndColumn(_ text: String, _ message: String) throws {
    let failure = #expect(throws: ReviewFailure.self) { try read(text) }
    let description = try #require(failure?.description)
    #expect(description.contains(message), "\(description)")
  }

  @Test(arguments: [
    "version: 1\nrules:\n  no-such-rule: on\n",
    "version: 1\nrules: {}\nsuppressions:\n  - {rule: no-such-rule, reason: x}\n",
  ])
  func aRuleThatThereIsNoneOfIsNamed(_ text: String) throws {
    let project = try read(text)
    let catalog = try CatalogLoader().load()
    let failure = #expect(throws: ReviewFailure.self) { try project.selection(from: catalog) }
    #expect(failure?.description.contains("'no-such-rule'") == true)
  }
}
