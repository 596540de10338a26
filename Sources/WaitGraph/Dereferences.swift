import LockIR

/// The pointers of a function that it reads or writes through: they are not null from there on, so a test
/// that comes later has one side only.
struct Dereferences: Sendable {
  private var byOperation: [Int: [ValueID]] = [:]
  private var byBlock: [Int: [ValueID]] = [:]

  /// No function's.
  static let none = Dereferences()

  private init() {}

  /// - Complexity: linear in the function's operations, where it tests any pointer.
  init(_ function: CanonicalFunction) {
    let tested = Self.testedPointers(function)
    guard !tested.isEmpty else { return }
    for (number, block) in function.function.blocks.enumerated() {
      for (offset, operation) in block.operations.enumerated() {
        var found: Set<ValueID> = []
        switch operation.kind {
        case .store(let address, let value):
          Self.collect(throughAddress: function.canonicalID(address), function, &found)
          Self.collect(function.canonicalID(value), function, &found)
        case .call(_, _, let arguments):
          for argument in arguments {
            Self.collect(function.canonicalID(argument), function, &found)
          }
        case .evaluate: continue
        }
        let pointers = found.intersection(tested)
        if !pointers.isEmpty {
          byOperation[function.firstOrdinal[number] + offset] = pointers.sorted {
            $0.index < $1.index
          }
        }
      }
      guard case .branch(let condition, _, _) = block.terminator else { continue }
      var found: Set<ValueID> = []
      Self.collect(function.canonicalID(condition), function, &found)
      let pointers = found.intersection(tested)
      if !pointers.isEmpty { byBlock[number] = pointers.sorted { $0.index < $1.index } }
    }
  }

  /// The pointers that an operation goes through.
  func pointers(at ordinal: Int) -> [ValueID] { byOperation[ordinal] ?? [] }

  /// The pointers that the test at the end of a block goes through.
  func pointers(atEndOf block: Int) -> [ValueID] { byBlock[block] ?? [] }

  /// The pointers of which some branch asks whether they are null.
  private static func testedPointers(_ function: CanonicalFunction) -> Set<ValueID> {
    var result: Set<ValueID> = []
    for block in function.function.blocks {
      guard case .branch(let condition, _, _) = block.terminator else { continue }
      var value = function.canonicalID(condition)
      search: while true {
        switch function[value] {
        case .unary(.not, let operand): value = operand
        case .binary(.equal, let operand, let other), .binary(.notEqual, let operand, let other):
          guard function[other] == .constant(0) else { break search }
          value = operand
        case .load, .result:
          result.insert(value)
          break search
        default: break search
        }
      }
    }
    return result
  }

  /// The pointers that computing a value goes through.
  private static func collect(
    _ value: ValueID, _ function: CanonicalFunction, _ found: inout Set<ValueID>
  ) {
    switch function[value] {
    case .load(let place):
      collect(throughAddress: place, function, &found)
      collect(place, function, &found)
    case .field(let base, _, _), .container(let base, _, _), .unary(_, let base):
      collect(base, function, &found)
    case .element(let base, let index):
      collect(base, function, &found)
      collect(index, function, &found)
    case .binary(_, let left, let right):
      collect(left, function, &found)
      collect(right, function, &found)
    case .constant, .string, .function, .global, .local, .result, .unknown: return
    }
  }

  private static func collect(
    throughAddress address: ValueID, _ function: CanonicalFunction, _ found: inout Set<ValueID>
  ) {
    switch function[address] {
    case .field(let base, _, _): collect(throughAddress: base, function, &found)
    case .load, .result: found.insert(address)
    default: return
    }
  }
}
