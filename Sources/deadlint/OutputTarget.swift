import ArgumentParser

/// Where a report goes, and in which form if not in that of `--format`: `FILE`, `sarif=FILE`, `text=-`.
struct OutputTarget: ExpressibleByArgument {
  let format: ReportFormat?
  /// `-` is the standard output.
  let path: String

  /// Nil for an empty path. What stands before a `=` and is no format is part of the path.
  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, let format = ReportFormat(rawValue: String(parts[0])) {
      self.format = format
      path = String(parts[1])
    } else {
      format = nil
      path = argument
    }
    if path.isEmpty { return nil }
  }
}
