/// The parts of a scan, in the order in which they run.
package enum ScanPhase: String, Hashable, Sendable, CaseIterable {
  /// Configuring the build folder and asking it for its compile commands.
  case prepare
  /// Reading the units.
  case extract
  /// Putting the units together as a program.
  case load
  /// Summaries of all functions, and the graph of what waits for what.
  case graph
  /// The rules on the graph.
  case match
  /// Executing each finding's scenario.
  case validate
}
