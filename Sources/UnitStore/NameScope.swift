import LockIR

/// Numbers the names of a unit anew, in the order in which a part of it uses them.
struct NameScope {
  private let names: [String]
  /// By the unit's own number: the new one and 1 more; 0 for a name that has none yet.
  private var numbers: [UInt32]
  private var used: [NameID] = []

  init(names: [String]) {
    self.names = names
    numbers = [UInt32](repeating: 0, count: names.count)
  }

  mutating func number(of name: NameID) -> UInt64 {
    let index = Int(name.index)
    if numbers[index] == 0 {
      used.append(name)
      numbers[index] = UInt32(used.count)
    }
    return UInt64(numbers[index] - 1)
  }

  /// Writes the names that were used, and forgets them.
  ///
  /// - Complexity: linear in how many they are.
  mutating func finish(into writer: inout ByteWriter) {
    writer.write(used.count)
    for name in used {
      writer.write(names[Int(name.index)])
      numbers[Int(name.index)] = 0
    }
    used.removeAll(keepingCapacity: true)
  }
}
