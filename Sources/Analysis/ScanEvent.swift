/// What a scan tells while it runs, for progress and `--timings`. Nothing of it is in the report.
package enum ScanEvent: Hashable, Sendable {
  /// A phase has begun.
  case began(ScanPhase)
  /// A phase is over, and how long it took.
  case ended(ScanPhase, took: Duration)
  /// So many units need not be read, since the cache has them. Comes once, before the first `unit`.
  case reused(units: Int, total: Int)
  /// A unit has been read, or could not be. `done` counts it and those that were reused; the order of units is not fixed.
  case unit(file: String, done: Int, total: Int)
  /// So many functions have been looked into for the graph; not all need be.
  case functions(done: Int, total: Int)
  /// Something that the user should know and that does not stop the scan: one line.
  case warning(String)
}
