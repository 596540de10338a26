import LockIR
import RuleCatalog

/// The fields where a task leaves itself to be woken: `dio->waiter = current`, then `schedule()` until the other
/// side has called `wake_up_process(dio->waiter)`.
///
/// There is no queue, so the field is the event.
struct TaskFields {
  private let fields: Set<FieldKey>

  /// - Complexity: linear in the stores to fields.
  init(_ index: ProgramIndex) {
    fields = Set(
      index.fieldStores.filter { _, stores in
        stores.contains { index.isCurrentTask($0.value, in: index[$0.function]) }
      }.keys)
  }

  func contains(_ field: FieldKey) -> Bool { fields.contains(field) }

  /// The addresses of such fields that a function leaves its own task in, or tests until they have been cleared;
  /// each field once.
  ///
  /// - Complexity: linear in the values and stores of the function, times its branches for fields that it reads.
  func addresses(in function: CanonicalFunction) -> [ValueID] {
    guard !fields.isEmpty else { return [] }
    let blocks = Array(function.function.blocks.indices)
    let tested = function.values.indices.compactMap { position -> ValueID? in
      guard case .load(let place) = function.values[position],
        function.field(at: place).map(contains) == true,
        function.isTested(ValueID(position), at: blocks)
      else { return nil }
      return place
    }
    var seen: Set<FieldKey> = []
    return (function.stores.map(\.address) + tested).filter { address in
      guard let field = function.field(at: address), contains(field) else { return false }
      return seen.insert(field).inserted
    }
  }
}

extension ProgramIndex {
  /// Whether a value is the task that runs.
  func isCurrentTask(_ value: ValueID, in function: CanonicalFunction) -> Bool {
    var symbol = function.call(returning: value)?.symbol
    if case .load(let place) = function[value], case .global(let name) = function[place] {
      symbol = name
    }
    return symbol.map(vocabulary.currentTask.contains) ?? false
  }
}
