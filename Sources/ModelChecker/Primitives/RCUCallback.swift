/// A function that `call_rcu` runs after a grace period, in a context that may not sleep.
public struct RCUCallback: Hashable, Sendable {
  /// Its name.
  public let name: String
  let domain: RCUDomain
  let index: Int
  let pending: Variable
}
