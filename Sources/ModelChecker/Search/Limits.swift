/// Where a search gives up. A search that gives up never says that a program is free of failures.
public struct Limits: Hashable, Sendable, Codable {
  /// The most states that may be stored.
  public let states: Int
  /// The most bytes that states and their index may take.
  public let bytes: Int

  /// The default: two million states, 512 MiB.
  public static let standard = Limits(states: 2_000_000, bytes: 512 << 20)

  /// Limits on states and on bytes.
  public init(states: Int, bytes: Int = 512 << 20) {
    self.states = states
    self.bytes = bytes
  }
}
