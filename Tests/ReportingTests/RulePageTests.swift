import Reporting
import RuleCatalog
import Testing

@Suite struct RulePageTests {
  private let rule = Rule(
    id: "lock-order", title: "two locks, taken both ways round", message: "", severity: "error",
    confidence: "high", match: .maskIgnored,
    story: """
      Two tasks take two locks, and each has the one
      that the other wants.

      1. The first takes a, and wants b, which is not to be had as long as the second has it.
      2. The second takes b, and wants a.
      """, fix: "Take them in one order.", limits: "",
    references: ["Documentation/locking/lockdep-design.rst", "a paper"], model: "dining")

  @Test func aPageHasAllThatTheRuleSays() {
    #expect(
      RulePage(rule: rule, width: 60).text == """
        lock-order: two locks, taken both ways round
        severity error, confidence high

        What happens
          Two tasks take two locks, and each has the one that the
          other wants.

          1. The first takes a, and wants b, which is not to be had
             as long as the second has it.
          2. The second takes b, and wants a.

        How to fix it
          Take them in one order.

        References
          - Documentation/locking/lockdep-design.rst
          - a paper

        Model
          deadlint model check dining

        """)
  }

  @Test func coloursAreOnlyForTerminals() {
    #expect(!RulePage(rule: rule).text.contains("\u{1B}"))
    #expect(RulePage(rule: rule, colours: true).text.hasPrefix("\u{1B}[1mlock-order\u{1B}[0m: two"))
  }

  @Test func aTableHasALineForEachRule() {
    #expect(
      RuleTable(rules: [rule]).text == """
        lock-order  error    high    two locks, taken both ways round

        """)
  }
}
