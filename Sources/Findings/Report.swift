/// Everything that a run has to say. Equal inputs give equal reports: nothing in it depends on the
/// time, the number of jobs or the state of a cache.
package struct Report: Hashable, Sendable, Codable {
  /// What was read.
  package struct Tree: Hashable, Sendable, Codable {
    /// As the user named it.
    package let path: String
    /// `VERSION.PATCHLEVEL.SUBLEVEL` of the tree; nil when there is none to read.
    package let kernelVersion: String?
    /// Where the configuration came from; nil for a corpus or single files.
    package let config: String?

    package init(path: String, kernelVersion: String?, config: String?) {
      self.path = path
      self.kernelVersion = kernelVersion
      self.config = config
    }

    /// Writes every key: what is nil becomes null.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(path, forKey: .path)
      try container.encode(kernelVersion, forKey: .kernelVersion)
      try container.encode(config, forKey: .config)
    }
  }

  /// The findings that a reader has to act on: all but those that were there before.
  package var pending: [Finding] { findings.filter { $0.baseline != .unchanged } }

  package let tree: Tree
  package let statistics: Statistics
  /// Sorted by file, line, rule and fingerprint.
  package let findings: [Finding]
  /// Sorted by file.
  package let incomplete: [Incomplete]
  /// What the run is compared with; nil if with nothing. What was there before is then among the
  /// findings only if that was asked for.
  package let comparison: Comparison?
  /// What was there before and is no more. Sorted like the findings.
  package let fixed: [Finding]
  /// What somebody decided not to be told about. Sorted like the findings.
  package let suppressed: [Finding]
  /// What a reader of the whole should know: parts that were not looked at, entries of a baseline
  /// that match nothing. A line each.
  package let notices: [String]

  package init(
    tree: Tree, statistics: Statistics, findings: [Finding], incomplete: [Incomplete],
    comparison: Comparison? = nil, fixed: [Finding] = [], suppressed: [Finding] = [],
    notices: [String] = []
  ) {
    self.tree = tree
    self.statistics = statistics
    self.findings = findings
    self.incomplete = incomplete
    self.comparison = comparison
    self.fixed = fixed
    self.suppressed = suppressed
    self.notices = notices
  }
}
