/// What a graph is made for, and so how much of it is kept.
package enum GraphDetail: String, Sendable {
  /// To be read: of what is held over one and the same operation a few places, which one change mostly mends.
  case report
  /// To be compared with another graph, place by place.
  case places
  /// To be asked for orders of locks: also those of calls that are otherwise not followed, with many targets or into
  /// primitives. Takes longer.
  case orders
}
