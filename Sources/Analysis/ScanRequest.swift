package import Findings
package import RuleCatalog
package import WaitGraph

/// What to scan, and how: everything that decides what a report says, and how fast it is made.
package struct ScanRequest: Hashable, Sendable {
  /// A kernel tree, a folder of C files, or one C file, as the user named it.
  package var path: String
  /// The build folder, outside the tree, that has `.config` or `compile_commands.json`; nil for the
  /// scanner's own.
  package var build: String?
  /// What to configure the build folder with: `defconfig`, or the path of a configuration file.
  package var config: String?
  /// Configuration options to switch on, without `CONFIG_`.
  package var enable: [String]
  /// Configuration options to switch off, without `CONFIG_`.
  package var disable: [String]
  /// Options, without `CONFIG_`, that the sources are read with as if they were on, also where the
  /// tree cannot be configured so.
  package var assume: [String] = []
  /// Folders or files relative to the tree; the whole tree if empty.
  package var only: [String]
  /// How units are read. Does not change the report.
  package var reading: ReadingOptions
  /// Findings below are left out.
  package var confidence: Confidence
  /// The identifiers of the rules to look for; all if empty.
  package var rules: [String]
  /// Folders of rule files that add to the shipped ones, or replace them by name.
  package var extraRules: [String]
  /// Vocabulary files that add to the shipped ones; later ones win.
  package var extraVocabulary: [String]
  /// The kernel version of input that has no tree to tell it.
  package var kernelVersion: KernelVersion?
  /// Whether findings that the validation refuted stay in the report.
  package var showRefuted: Bool
  /// What the graph is made for.
  package var detail = GraphDetail.report

  package init(
    path: String, build: String? = nil, config: String? = nil, enable: [String] = [],
    disable: [String] = [], only: [String] = [], jobs: Int = 1,
    confidence: Confidence = .medium,
    rules: [String] = [], extraRules: [String] = [], extraVocabulary: [String] = [],
    kernelVersion: KernelVersion? = nil, showRefuted: Bool = false
  ) {
    self.path = path
    self.build = build
    self.config = config
    self.enable = enable
    self.disable = disable
    self.only = only
    reading = ReadingOptions(jobs: jobs)
    self.confidence = confidence
    self.rules = rules
    self.extraRules = extraRules
    self.extraVocabulary = extraVocabulary
    self.kernelVersion = kernelVersion
    self.showRefuted = showRefuted
  }
}
