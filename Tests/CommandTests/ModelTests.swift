import TestSupport
import Testing

@Suite struct ModelTests {
  private let schema = SchemaValidator(schema: "models-1.schema.json")

  @Test func modelsShowWhatTheirVariantsSayAndAreValidUnderTheSchema() throws {
    let result = try Command.run(["model", "check", "--format", "json"])
    #expect(result.status == 0)
    let verdict = try schema.validate(result.output)
    #expect(verdict.isValid, "\(verdict.output)")
    #expect(result.output.contains(#""verdict" : "confirmed""#))
    #expect(result.output.contains(#""failure" : null"#))
  }

  @Test func aSearchThatGivesUpExitsWithThree() throws {
    let result = try Command.run(["model", "check", "dm-thin", "--max-states", "2"])
    #expect(result.status == 3)
    #expect(result.output.contains("inconclusive"))
  }

  @Test func aTraceEndsWithWhatTheTasksAreBlockedAt() throws {
    let result = try Command.run(["model", "trace", "dm-verity"])
    #expect(result.status == 0)
    #expect(result.output.contains("CPU1"))
    #expect(result.output.hasSuffix("<- blocked\n"))
  }

  @Test func aFixedModelHasNoTrace() throws {
    let result = try Command.run(["model", "trace", "dm-verity", "--variant", "fixed"])
    #expect(result.status == 0)
    #expect(result.output.split(separator: "\n").count == 1)
  }

  @Test func anExportIsPromela() throws {
    let result = try Command.run(["model", "export", "dm-verity", "--variant", "fixed"])
    #expect(result.status == 0)
    #expect(result.output.contains("proctype"))
    let buggy = try Command.run(["model", "export", "dm-verity"])
    #expect(buggy.output != result.output)
  }

  @Test func everyRuleNamesAModelThatThereIs() throws {
    let listed = try Command.run(["rules"]).output.split(separator: "\n")
    #expect(!listed.isEmpty)
    let prefix = "deadlint model check "
    for line in listed {
      let rule = String(line.prefix { $0 != " " })
      let page = try Command.run(["explain", rule]).output.split(separator: "\n")
      for line in page where line.contains(prefix) {
        let model = String(line.drop { $0 == " " }.dropFirst(prefix.count))
        #expect(try Command.run(["model", "trace", model]).status == 0, "\(rule)")
      }
    }
  }
}
