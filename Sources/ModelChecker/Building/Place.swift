/// A location of a task that a jump can lead to.
public struct Place: Hashable, Sendable {
  let location: Int
}
