import LockIR
import RuleCatalog

/// Names what a call works on: `dm_bufio_client.lock`, `_origins_lock`, `folio lock`.
struct ResourceNamer {
  let unit: LockIR.Unit
  let function: Function
  let transparent: [String]

  func name(of effect: Effect, _ arguments: [ValueID]) -> String? {
    guard let object = effect.object else { return nil }
    switch object {
    case .argument(let position), .value(let position):
      return arguments.indices.contains(position) ? name(at: arguments[position]) : nil
    case .named(let name), .field(let name): return name
    case .returned, .caller: return nil
    }
  }

  private func name(at address: ValueID, depth: Int = 0) -> String? {
    guard depth < 8 else { return nil }
    switch function[address] {
    case .field(let base, let record, let name):
      return transparent.contains(unit[record])
        ? self.name(at: base, depth: depth + 1) : "\(unit[record]).\(unit[name])"
    case .element(let base, _): return name(at: base, depth: depth + 1)
    case .global(let symbol): return unit[symbol].split(separator: ":").last.map(String.init)
    case .load(let place): return pointee(of: place, depth: depth)
    default: return nil
    }
  }

  /// What a pointer points to: what the only store to its variable says, or the field that it is in.
  private func pointee(of place: ValueID, depth: Int) -> String? {
    switch function[place] {
    case .field(_, let record, let name): return "\(unit[record]).\(unit[name])"
    case .local(let local):
      let stored = function.blocks.flatMap(\.operations).compactMap { operation -> ValueID? in
        guard case .store(let address, let value) = operation.kind,
          function[address] == .local(local)
        else { return nil }
        return value
      }
      return stored.count == 1 ? name(at: stored[0], depth: depth + 1) : nil
    default: return nil
    }
  }
}

extension Effect {
  /// What it is done to.
  fileprivate var object: ObjectSpec? {
    switch self {
    case .acquire(let object, _, _, _, _), .release(let object, _, _),
      .releaseIf(let object, _, _, _),
      .wait(let object, _, _, _), .signal(let object, _, _), .arm(let object),
      .disarm(let object), .submit(let object, _, _, _), .queue(let object, _, _),
      .flush(let object, _, _), .assertHeld(let object), .setClass(let object, _),
      .attach(let object, _):
      object
    case .enter(_, let object), .leave(_, let object): object
    case .callback(_, _, _, let objects, _): objects.first
    case .allocate(_, let pool, _): pool
    case .schedule, .createQueue, .sleep, .fault, .testContext, .lastReference, .takeReference,
      .testBit, .setBit,
      .clearBit, .wake, .currentTask, .noReturn, .ifSet:
      nil
    }
  }
}
