package import Findings
import Foundation
package import RuleCatalog

/// `.deadlint.yaml` at the top of a tree: how the project wants to be analysed.
package struct ProjectFile: Hashable, Sendable {
  package static let fileName = ".deadlint.yaml"

  /// A rule that is switched on or off.
  package struct RuleSwitch: Hashable, Sendable {
    package let id: String
    package let isOn: Bool
    let place: CatalogPlace
  }

  /// What messages call it.
  package let name: String
  package private(set) var build: String?
  package private(set) var config: String?
  package private(set) var enable: [String] = []
  package private(set) var disable: [String] = []
  package private(set) var preemptRT: Bool?
  package private(set) var rules: [RuleSwitch] = []
  package private(set) var confidence: Confidence?
  package private(set) var only: [String] = []
  package private(set) var exclude: [String] = []
  package private(set) var vocabulary: [String] = []
  package private(set) var ruleFolders: [String] = []
  package private(set) var baseline: String?
  package private(set) var suppressions: [SuppressionRule] = []

  /// Reads a configuration file. Its paths are relative to its folder.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - name: what messages call it.
  /// - Throws: `ReviewFailure`, with line and column.
  package init(path: String, name: String) throws(ReviewFailure) {
    self.name = name
    let document = try ReviewFile.document(of: path, named: name, describedAs: "configuration")
    try ReviewFile.checkVersion(document)
    let folder = URL(filePath: path).deletingLastPathComponent().path()
    let keys = try ReviewFile.attempt { () throws(CatalogFailure) in
      try document.fields([
        "version", "build", "config", "enable", "disable", "preempt-rt", "rules", "confidence",
        "only", "exclude", "vocabulary", "rule-folders", "baseline", "suppressions",
      ])
    }
    try ReviewFile.attempt { () throws(CatalogFailure) in
      _ = try keys.required("version")
      build = try keys["build"]?.string("a folder").relative(to: folder)
      config = try keys["config"]?.string("'defconfig' or a file")
      if let file = config, file.contains("/") { config = file.relative(to: folder) }
      enable = try keys["enable"]?.strings(of: "options") ?? []
      disable = try keys["disable"]?.strings(of: "options") ?? []
      preemptRT = try keys["preempt-rt"]?.flag()
      confidence = try keys["confidence"]?.word(Confidence.self)
      only = try keys["only"]?.strings(of: "paths") ?? []
      exclude = try keys["exclude"]?.strings(of: "paths") ?? []
      vocabulary =
        try keys["vocabulary"]?.strings(of: "files").map { $0.relative(to: folder) } ?? []
      ruleFolders =
        try keys["rule-folders"]?.strings(of: "folders").map { $0.relative(to: folder) } ?? []
      baseline = try keys["baseline"]?.string("a file").relative(to: folder)
      for (name, value) in try keys["rules"]?.entries(of: "rules to 'on' or 'off'") ?? [] {
        rules.append(
          RuleSwitch(
            id: try name.string("the identifier of a rule"), isOn: try value.flag(),
            place: name.place))
      }
    }
    let items = try ReviewFile.attempt { () throws(CatalogFailure) in
      try keys["suppressions"]?.list(of: "suppressions") ?? []
    }
    for item in items { suppressions.append(try Self.suppression(item)) }
  }

  private static func suppression(_ item: YAMLValue) throws(ReviewFailure) -> SuppressionRule {
    let rule = try ReviewFile.attempt { () throws(CatalogFailure) in
      let keys = try item.fields(["rule", "function", "resource", "reason"])
      return SuppressionRule(
        rule: try keys["rule"]?.string(), function: try keys["function"]?.string(),
        resource: try keys["resource"]?.string(),
        reason: try keys.required("reason").string("why it is to be suppressed"),
        line: item.place.line)
    }
    guard rule.rule != nil || rule.function != nil || rule.resource != nil else {
      throw .boundlessSuppression(item.place)
    }
    return rule
  }

  /// The rules to look for.
  ///
  /// - Parameter catalog: all that there are.
  /// - Returns: their identifiers; none for all.
  /// - Throws: `ReviewFailure.mistake` for a switch or suppression of a rule that there is none of.
  package func selection(from catalog: Catalog) throws(ReviewFailure) -> [String] {
    let known = catalog.rules.map(\.id)
    for rule in rules where !known.contains(rule.id) {
      throw .mistake(
        .unknownWord(rule.place, key: "rule", word: rule.id, allowed: known))
    }
    for suppression in suppressions {
      guard let rule = suppression.rule, !known.contains(rule) else { continue }
      throw .mistake(
        .unknownWord(
          CatalogPlace(file: name, line: suppression.line, column: 1), key: "rule", word: rule,
          allowed: known))
    }
    let off = Set(rules.filter { !$0.isOn }.map(\.id))
    return off.isEmpty ? [] : known.filter { !off.contains($0) }
  }
}

extension String {
  /// The path seen from a folder, unless it is absolute.
  fileprivate func relative(to folder: String) -> String {
    hasPrefix("/") ? self : URL(filePath: folder).appending(path: self).standardized.path()
  }
}
