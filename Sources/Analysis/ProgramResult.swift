import Findings

/// What the analysis of one program gave.
struct ProgramResult: Codable, Sendable {
  /// Not validated.
  let findings: [Finding]
  let functions: Int
  let resources: Int
  let edges: Int
}
