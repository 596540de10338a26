import Foundation
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

  @Test(arguments: ["text", "json"])
  func anInterruptEndsASearchWithoutAVerdict(_ format: String) throws {
    let result = try Command.interrupt([
      "model", "check", "dm-snapshot", "--variant", "fixed", "--size", "writers=6", "--max-states",
      "100000000", "--format", format,
    ])
    #expect(result.status == 130)
    #expect(result.output.isEmpty)
    #expect(
      result.errors.wholeMatch(
        of: /deadlint: interrupted: dm-snapshot fixed, [0-9]+ states so far, no verdict\n/) != nil,
      "\(result.errors)")
  }

  @Test func anInterruptEndsATraceToo() throws {
    let result = try Command.interrupt([
      "model", "trace", "dm-snapshot", "--variant", "fixed", "--size", "writers=6", "--max-states",
      "100000000",
    ])
    #expect(result.status == 130)
    #expect(result.output.isEmpty)
  }

  @Test func aSizeWhoseStatesDoNotFitIsInconclusiveWithTheBound() throws {
    let result = try Command.run([
      "model", "check", "dm-snapshot", "--variant", "fixed", "--size", "writers=6", "--max-states",
      "20000",
    ])
    #expect(result.status == 3)
    #expect(
      result.output == "dm-snapshot fixed: inconclusive, bound of 20000 states, 20001 states\n")
  }

  /// What the help shows can be typed in.
  @Test(arguments: ["model", "model check", "model trace", "model export"])
  func theExamplesOfTheHelpRun(_ command: String) throws {
    let help = try Command.run(command.split(separator: " ").map(String.init) + ["--help"]).output
    let examples = help.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { $0.hasPrefix("deadlint model ") }
      .map { $0.prefix { $0 != ">" }.components(separatedBy: "  ")[0] }
    #expect(!examples.isEmpty)
    for example in examples {
      let arguments = example.split(separator: " ").dropFirst().map(String.init)
      #expect(try Command.run(arguments).status == 0, "\(example)")
    }
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
