/// Which edges a place in a cycle may be.
package struct EdgePattern: Hashable, Sendable {
  /// Any of these.
  package let kinds: [EdgeKind]
  package let from: NodePattern
  package let to: NodePattern
  /// How many edges in a row may match.
  package let count: ClosedRange<Int>

  package init(kinds: [EdgeKind], from: NodePattern, to: NodePattern, count: ClosedRange<Int>) {
    self.kinds = kinds
    self.from = from
    self.to = to
    self.count = count
  }
}
