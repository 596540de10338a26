package import Findings
import Foundation
import RuleCatalog

/// The findings of a tree that are known, by fingerprint: a file that people read and edit.
package struct Baseline: Hashable, Sendable {
  /// What messages call it.
  package let name: String
  /// Sorted by file, function, rule and fingerprint when written.
  package let entries: [BaselineEntry]

  package init(name: String, entries: [BaselineEntry]) {
    self.name = name
    self.entries = entries
  }

  /// Reads a baseline's file.
  ///
  /// - Throws: `ReviewFailure`
  package init(path: String) throws(ReviewFailure) {
    let document = try ReviewFile.document(of: path, named: path, describedAs: "baseline")
    try ReviewFile.checkVersion(document)
    let items = try ReviewFile.attempt { () throws(CatalogFailure) in
      let keys = try document.fields(["version", "findings"])
      _ = try keys.required("version")
      return try keys.required("findings").list(of: "findings")
    }
    var entries: [BaselineEntry] = []
    for item in items { entries.append(try Self.entry(item)) }
    self.init(name: path, entries: entries)
  }

  private static func entry(_ item: YAMLValue) throws(ReviewFailure) -> BaselineEntry {
    let keys = try ReviewFile.attempt { () throws(CatalogFailure) in
      try item.fields(["fingerprint", "rule", "file", "function", "reason", "date"])
    }
    let texts = try ReviewFile.attempt { () throws(CatalogFailure) in
      (
        fingerprint: try keys.required("fingerprint").string("a fingerprint"),
        rule: try keys["rule"]?.string() ?? "", file: try keys["file"]?.string() ?? "",
        function: try keys["function"]?.string() ?? "", reason: try keys["reason"]?.string(),
        date: try keys["date"]?.string("a date")
      )
    }
    let isFingerprint =
      texts.fingerprint.utf8.count == 16
      && texts.fingerprint.utf8.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
    guard isFingerprint else {
      throw .badFingerprint(keys["fingerprint"]?.place ?? item.place, text: texts.fingerprint)
    }
    if let date = texts.date, date.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) == nil {
      throw .badDate(keys["date"]?.place ?? item.place, text: date)
    }
    return BaselineEntry(
      fingerprint: texts.fingerprint.lowercased(), rule: texts.rule, file: texts.file,
      function: texts.function, reason: texts.reason, date: texts.date, line: item.place.line)
  }

  // MARK: Writing

  /// The findings of a report as a baseline. What an older one says of them stays: reasons, dates.
  ///
  /// - Parameters:
  ///   - report: what to leave alone from now on: all that it reports, but for what is suppressed.
  ///   - reason: why, for entries without a reason; nil for none.
  ///   - date: today, as `2024-12-31`.
  /// - Returns: a baseline of the same name with an entry for each fingerprint.
  package func updated(from report: Report, reason: String?, date: String) -> Baseline {
    let known = Dictionary(
      entries.map { ($0.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    let new = report.findings.filter { seen.insert($0.fingerprint).inserted }.map { finding in
      let older = known[finding.fingerprint]
      return BaselineEntry(
        fingerprint: finding.fingerprint, rule: finding.rule, file: finding.location.file,
        function: finding.location.function, reason: older?.reason ?? reason,
        date: older?.date ?? date)
    }
    return Baseline(name: name, entries: new)
  }

  /// The baseline without the entries that match nothing of a report.
  package func pruned(by report: Report) -> Baseline {
    let present = Set((report.findings + report.suppressed).map(\.fingerprint))
    return Baseline(name: name, entries: entries.filter { present.contains($0.fingerprint) })
  }

  /// The file: equal baselines give equal bytes.
  package var text: String {
    let sorted = entries.sorted {
      ($0.file, $0.function, $0.rule, $0.fingerprint)
        < ($1.file, $1.function, $1.rule, $1.fingerprint)
    }
    let head = """
      # Findings that are known and not reported by `deadlint scan --baseline`. A fingerprint is the same
      # after lines have moved. Say why an entry is here in its reason.
      version: \(ReviewFile.version)

      """
    guard !sorted.isEmpty else { return head + "findings: []\n" }
    return head + "findings:\n" + sorted.map(Self.text(of:)).joined()
  }

  private static func text(of entry: BaselineEntry) -> String {
    let fields = [
      ("fingerprint", entry.fingerprint), ("rule", entry.rule), ("file", entry.file),
      ("function", entry.function), ("reason", entry.reason ?? ""), ("date", entry.date ?? ""),
    ].filter { !$0.1.isEmpty }
    return fields.enumerated().map { index, field in
      "\(index == 0 ? "  - " : "    ")\(field.0): \(quoted(field.1))\n"
    }.joined()
  }

  /// In YAML's double quotes, so that nothing in it means anything.
  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
    return "\"\(escaped)\""
  }

  /// Writes the file, whole or not at all.
  ///
  /// - Throws: `ReviewFailure.unwritable`
  package func write(to path: String) throws(ReviewFailure) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .unwritable(file: path)
    }
  }
}
