import Foundation
import RuleCatalog
import Testing

/// Mistakes in a rule file: the exact failure, with its place.
@Suite struct RuleMistakeTests {
  /// A rule without a mistake; the match starts on line 8.
  static let sound = """
    id: stuck
    title: Stuck
    message: stuck at {lock}
    severity: error
    confidence: high
    status: stable
    since: "0.1"
    match:
      cycle:
        - {edge: [hold-and-wait], from: {kinds: [mutex], as: lock}}
        - {edge: [signal-after], to: {same: lock}, count: [0, 2]}
      writer-of: lock
    story: It sticks.
    fix: Do not.
    limits: None.
    references: [none]

    """

  private func load(_ text: String, as file: String = "stuck.yaml") throws -> Catalog {
    let folder = try ScratchFolder([
      "vocabulary/base.yaml": Shipped.base, "mine/\(file)": text,
    ])
    return try CatalogLoader(folder: folder.url)
      .load(rules: [folder.url.appending(path: "mine").path])
  }

  /// The failure of a rule, its file named without the folder.
  private func failure(_ text: String, as file: String = "stuck.yaml") throws -> CatalogFailure? {
    do {
      _ = try load(text, as: file)
      return nil
    } catch let error as CatalogFailure {
      return error
    }
  }

  private func place(of failure: CatalogFailure?) -> String? {
    guard let text = failure?.description else { return nil }
    let file = text.split(separator: ": ").first.map(String.init) ?? ""
    return file.split(separator: "/").last.map(String.init)
  }

  @Test func aRuleWithoutMistakeIsRead() throws {
    let rule = try load(Self.sound).rule("stuck")
    let lock = NodePattern(
      families: [], kinds: [.mutex], mode: nil, same: nil, label: "lock")
    let any = NodePattern(families: [], kinds: [], mode: nil, same: nil, label: nil)
    let same = NodePattern(families: [], kinds: [], mode: nil, same: "lock", label: nil)
    #expect(
      rule.match
        == .cycle(
          [
            EdgePattern(kinds: [.holdAndWait], from: lock, to: any, count: 1...1),
            EdgePattern(kinds: [.signalAfter], from: any, to: same, count: 0...2),
          ], writerOf: "lock"))
    #expect(rule.status == .stable)
    #expect(rule.model == nil)
  }

  @Test(arguments: [
    "id", "title", "message", "severity", "confidence", "status", "since", "match", "story", "fix",
    "limits", "references",
  ])
  func everyKeyIsRequired(_ key: String) throws {
    var lines = Self.sound.split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex { $0.hasPrefix("\(key):") })
    let next = lines[(first + 1)...].firstIndex { !$0.hasPrefix(" ") } ?? lines.endIndex
    lines.removeSubrange(first..<next)
    guard
      case .missingKey(let place, key, of: "'rule'")? = try failure(lines.joined(separator: "\n"))
    else {
      Issue.record("no failure for a missing \(key)")
      return
    }
    #expect(place.line == 1)
  }

  @Test func theFileIsNamedAfterTheRule() throws {
    let failure = try failure(Self.sound, as: "other.yaml")
    guard case .misnamedRule(_, id: "stuck")? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(place(of: failure) == "other.yaml:1:5")
  }

  @Test(arguments: [
    ("writer-of: lock", "writer-of: lok", "stuck.yaml:12:14"),
    ("{same: lock}", "{same: lok}", "stuck.yaml:11:41"),
    ("stuck at {lock}", "stuck at {lok}", "stuck.yaml:3:10"),
  ])
  func aLabelMustBeDefined(_ text: String, _ changed: String, _ expected: String) throws {
    let failure = try failure(Self.sound.replacingOccurrences(of: text, with: changed))
    guard case .unknownLabel(_, _, label: "lok", _)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(place(of: failure) == expected)
  }

  @Test(arguments: [
    ("edge: [hold-and-wait]", "edge: [holds]", "unknown edge 'holds'"),
    ("kinds: [mutex]", "kinds: [lock]", "unknown kinds 'lock'"),
    ("severity: error", "severity: fatal", "unknown severity 'fatal'; use one of error, warning"),
    ("confidence: high", "confidence: sure", "unknown confidence 'sure'"),
    ("status: stable", "status: old", "unknown status 'old'; use one of preview, stable"),
    ("count: [0, 2]", "count: [2, 0]", "'count' must be [min, max]"),
    ("count: [0, 2]", "count: [1]", "'count' must be [min, max]"),
    ("references: [none]", "references: none", "'references' must be a list of texts"),
    ("title: Stuck", "summary: Stuck", "unknown key 'summary' in 'rule'"),
    ("  cycle:", "  declared-by: [__must_hold]\n  cycle:", "'unbalanced'"),
    ("  cycle:", "  mask-ignored: {}\n  cycle:", "'match' must be a mapping with exactly one of"),
  ])
  func aWrongValueIsNamed(_ text: String, _ changed: String, _ expected: String) throws {
    let failure = try failure(Self.sound.replacingOccurrences(of: text, with: changed))
    #expect(failure?.description.contains(expected) == true)
  }

  @Test func aWriterNeedsACycle() throws {
    let lines = Self.sound.split(separator: "\n", omittingEmptySubsequences: false)
    let changed = lines.filter { !$0.contains("edge:") }.joined(separator: "\n")
      .replacingOccurrences(of: "  cycle:", with: "  mask-ignored: {}")
    guard case .missingKey(let place, key: "cycle", _)? = try failure(changed) else {
      Issue.record("no failure")
      return
    }
    #expect(place.line == 10)
  }
}
