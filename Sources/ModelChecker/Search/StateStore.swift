/// All states seen, in the order in which they were found, and an index by content.
///
/// Open addressing over a flat array; an entry holds the state's number and half of its hash. A match of
/// the half is followed by a comparison of all bytes, so two states are never taken for one.
final class StateStore {
  let width: Int
  let stride: Int
  private(set) var count = 0
  private var states: UnsafeMutablePointer<UInt8>
  private var parents: UnsafeMutablePointer<UInt32>
  private var links: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  private var table: UnsafeMutablePointer<UInt64>
  private var mask: Int

  init(width: Int) {
    self.width = width
    // Whole words, so that hashing needs no tail.
    stride = (width + 7) & ~7
    capacity = 1024
    mask = 2047
    states = .allocate(capacity: capacity * stride)
    parents = .allocate(capacity: capacity)
    links = .allocate(capacity: capacity)
    table = .allocate(capacity: mask + 1)
    table.initialize(repeating: 0, count: mask + 1)
  }

  deinit {
    states.deallocate()
    parents.deallocate()
    links.deallocate()
    table.deallocate()
  }

  /// What states, parents, links and index take.
  var bytes: Int { capacity * (stride + 8) + (mask + 1) * 8 }

  /// What it would take after one more state, so that a limit stops it before it has grown past it.
  var bytesAfterGrowth: Int {
    let full = count == capacity
    let crowded = (count &+ 1) &* 10 >= (mask &+ 1) &* 7
    return capacity * (stride + 8) * (full ? 2 : 1) + (mask + 1) * 8 * (crowded ? 2 : 1)
  }

  @inline(__always)
  func state(_ index: Int) -> UnsafeMutablePointer<UInt8> { states + index &* stride }

  func parent(_ index: Int) -> Int { Int(parents[index]) }

  /// One state that a step leads to from a state, as the search has noted it.
  @inline(__always)
  func link(_ index: Int) -> Int { Int(links[index]) }

  @inline(__always)
  func setLink(_ index: Int, to target: Int) {
    links[index] = UInt32(truncatingIfNeeded: target)
  }

  /// A buffer of the size of a state, with zero padding.
  func makeBuffer() -> UnsafeMutablePointer<UInt8> {
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: stride)
    buffer.initialize(repeating: 0, count: stride)
    return buffer
  }

  @inline(__always)
  func hash(_ state: UnsafeMutablePointer<UInt8>) -> UInt64 {
    let words = UnsafeMutableRawPointer(state)
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset < stride {
      hash =
        (hash ^ words.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash &>> 32
      offset &+= 8
    }
    return hash &* 0xD6E8_FEB8_6659_FD93
  }

  /// The number of the state, and whether it is new. The number of a new one is the count before.
  @inline(__always)
  func insert(_ state: UnsafeMutablePointer<UInt8>, parent: Int) -> (index: Int, isNew: Bool) {
    let hash = hash(state)
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while true {
      let entry = table[slot]
      if entry == 0 { break }
      if entry & 0xFFFF_FFFF_0000_0000 == tag {
        let index = Int(entry & 0xFFFF_FFFF) &- 1
        if equal(state, self.state(index)) { return (index, false) }
      }
      slot = (slot &+ 1) & mask
    }
    if count == capacity { growStates() }
    let index = count
    self.state(index).update(from: state, count: stride)
    parents[index] = UInt32(truncatingIfNeeded: parent)
    count &+= 1
    table[slot] = tag | UInt64(truncatingIfNeeded: count)
    if count &* 10 >= (mask &+ 1) &* 7 { growTable() }
    return (index, true)
  }

  @inline(__always)
  private func equal(
    _ left: UnsafeMutablePointer<UInt8>, _ right: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    let first = UnsafeMutableRawPointer(left)
    let second = UnsafeMutableRawPointer(right)
    var offset = 0
    while offset < stride {
      if first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        != second.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      {
        return false
      }
      offset &+= 8
    }
    return true
  }

  private func growStates() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 * stride)
    larger.update(from: states, count: count * stride)
    states.deallocate()
    states = larger
    let more = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
    more.update(from: parents, count: count)
    parents.deallocate()
    parents = more
    let further = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
    further.update(from: links, count: count)
    links.deallocate()
    links = further
    capacity *= 2
  }

  private func growTable() {
    table.deallocate()
    mask = mask * 2 + 1
    table = .allocate(capacity: mask + 1)
    table.initialize(repeating: 0, count: mask + 1)
    var index = 0
    while index < count {
      let hash = hash(state(index))
      var slot = Int(truncatingIfNeeded: hash >> 20) & mask
      while table[slot] != 0 { slot = (slot &+ 1) & mask }
      index &+= 1
      table[slot] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(truncatingIfNeeded: index)
    }
  }
}
