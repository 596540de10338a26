import LockIR
import RuleCatalog

/// Finds which workqueues run their items one after the other, and which items are put on which queue.
struct QueueFinder {
  let index: ProgramIndex
  let resolver: ObjectResolver

  /// The queues that are only ever created ordered, or with room for one active item.
  func serialQueues() -> Set<ObjectKey> {
    var serial: [ObjectKey: Bool] = [:]
    for position in index.functions.indices {
      let function = index.functions[position]
      for (callee, arguments, result) in calls(of: function) {
        guard case .vocabulary(let effects, _) = index.callee(callee, in: function) else {
          continue
        }
        for case .createQueue(let ordered, let maxActive) in effects {
          let isSerial = ordered || isOne(maxActive, arguments, function)
          for place in function.places(ofResult: result) {
            let queue = pointee(resolver.object(at: place, in: FunctionID(position)))
            serial[queue] = (serial[queue] ?? true) && isSerial
          }
        }
      }
    }
    return Set(serial.filter(\.value).keys)
  }

  /// Where a queue is reached through the place that its pointer is stored in.
  private func pointee(_ place: ObjectKey) -> ObjectKey {
    switch place {
    case .field(let field): .pointee(field)
    case .global(let symbol): .globalPointee(symbol)
    default: place
    }
  }

  private func calls(
    of function: CanonicalFunction
  ) -> [(callee: ValueID, arguments: [ValueID], number: Int32)] {
    function.function.blocks.flatMap { block in
      block.operations.compactMap { operation in
        guard case .call(let number, let callee, let arguments) = operation.kind else { return nil }
        return (callee, arguments, number)
      }
    }
  }

  private func isOne(
    _ argument: Int?, _ arguments: [ValueID], _ function: CanonicalFunction
  ) -> Bool {
    guard let argument, argument < arguments.count else { return false }
    return function[function.canonicalID(arguments[argument])] == .constant(1)
  }
}
