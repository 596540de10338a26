/// What somebody wants to know about a tree's lock and wait graph.
package enum GraphQuestion: Hashable, Sendable {
  /// How a function may block.
  case blocks(function: String)
  /// How a function comes to be called where nothing may block.
  case atomic(function: String)
  /// Why one resource may stay unavailable until another is available.
  case edge(from: String, to: String)
}
