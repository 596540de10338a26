/// Brings a state to the one that stands for all that differ by an exchange of copies: within each group
/// the tasks' blocks are sorted.
final class Canonicaliser {
  private struct Group {
    let starts: [Int]
    let length: Int
  }

  private let groupCount: Int
  private let groupSizes: UnsafeMutablePointer<Int32>
  private let groupLengths: UnsafeMutablePointer<Int32>
  private let starts: UnsafeMutablePointer<Int32>

  init(_ program: Program) {
    let groups = program.symmetries.map { tasks in
      Group(
        starts: tasks.map { program.tasks[$0].block.lowerBound },
        length: program.tasks[tasks[0]].block.count)
    }
    groupCount = groups.count
    groupSizes = .allocate(capacity: groups.count)
    groupLengths = .allocate(capacity: groups.count)
    starts = .allocate(capacity: groups.reduce(0) { $0 + $1.starts.count })
    var position = 0
    for (index, group) in groups.enumerated() {
      (groupSizes + index).initialize(to: Int32(group.starts.count))
      (groupLengths + index).initialize(to: Int32(group.length))
      for start in group.starts {
        (starts + position).initialize(to: Int32(start))
        position += 1
      }
    }
  }

  deinit {
    groupSizes.deallocate()
    groupLengths.deallocate()
    starts.deallocate()
  }

  func canonicalise(_ state: UnsafeMutablePointer<UInt8>) {
    var group = 0
    var base = 0
    while group < groupCount {
      let size = Int(groupSizes[group])
      let length = Int(groupLengths[group])
      // Insertion sort: groups are small, and nearly sorted as only one task has moved.
      var end = 1
      while end < size {
        var position = end
        while position > 0 {
          let left = state + Int(starts[base &+ position &- 1])
          let right = state + Int(starts[base &+ position])
          if !sortBlocks(left, right, length) { break }
          position &-= 1
        }
        end &+= 1
      }
      base &+= size
      group &+= 1
    }
  }

  /// Exchanges the two when the first is larger, and says whether it did.
  private func sortBlocks(
    _ left: UnsafeMutablePointer<UInt8>, _ right: UnsafeMutablePointer<UInt8>, _ length: Int
  ) -> Bool {
    var byte = 0
    while byte < length, left[byte] == right[byte] { byte &+= 1 }
    if byte == length || left[byte] < right[byte] { return false }
    while byte < length {
      let kept = left[byte]
      left[byte] = right[byte]
      right[byte] = kept
      byte &+= 1
    }
    return true
  }
}
