/// A set of operation numbers of one function.
package struct OrdinalSet: Hashable, Sendable {
  private var words: [UInt64] = []

  func contains(_ ordinal: Int) -> Bool {
    ordinal >> 6 < words.count && words[ordinal >> 6] & (1 << UInt64(ordinal & 63)) != 0
  }

  mutating func insert(_ ordinal: Int) {
    while words.count <= ordinal >> 6 { words.append(0) }
    words[ordinal >> 6] |= 1 << UInt64(ordinal & 63)
  }

  /// Adds the other's elements. Returns whether that changed anything.
  @discardableResult
  mutating func formUnion(_ other: OrdinalSet) -> Bool {
    var changed = false
    while words.count < other.words.count { words.append(0) }
    for (index, word) in other.words.enumerated() where words[index] | word != words[index] {
      words[index] |= word
      changed = true
    }
    return changed
  }
}
