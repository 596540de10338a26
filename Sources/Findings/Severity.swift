/// How bad the outcome of a finding is for a running kernel.
package enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
  /// The kernel, or a subsystem of it, stops for ever.
  case error
  /// A rule of the kernel is broken; a stop needs more to come together.
  case warning
}
