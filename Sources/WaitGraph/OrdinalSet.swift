/// A set of operation numbers of one function.
package struct OrdinalSet: Hashable, Sendable {
  private var words: [UInt64] = []

  func contains(_ ordinal: Int) -> Bool {
    ordinal >> 6 < words.count && words[ordinal >> 6] & (1 << UInt64(ordinal & 63)) != 0
  }

  func isSubset(of other: OrdinalSet) -> Bool {
    words.indices.allSatisfy { index in
      words[index] & ~(index < other.words.count ? other.words[index] : 0) == 0
    }
  }

  func intersects(_ other: OrdinalSet) -> Bool {
    zip(words, other.words).contains { $0 & $1 != 0 }
  }

  mutating func insert(_ ordinal: Int) {
    while words.count <= ordinal >> 6 { words.append(0) }
    words[ordinal >> 6] |= 1 << UInt64(ordinal & 63)
  }

  /// Adds the other's elements. Returns whether that changed anything.
  @discardableResult
  mutating func formUnion(_ other: OrdinalSet) -> Bool {
    if other.isSubset(of: self) { return false }
    while words.count < other.words.count { words.append(0) }
    for (index, word) in other.words.enumerated() { words[index] |= word }
    return true
  }
}
