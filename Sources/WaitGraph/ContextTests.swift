import LockIR
import RuleCatalog

/// Finds the values of a function that are computed from the context it runs in.
///
/// `bool atomic = in_atomic() || irqs_disabled(); ... if (!atomic) msleep(1);` sleeps only where it may.
struct ContextTests {
  /// By their canonical identifiers.
  private(set) var values: Set<ValueID> = []

  /// - Complexity: linear in the size of functions that ask for their context, and nothing for others.
  init(_ function: CanonicalFunction, _ index: ProgramIndex) {
    var results: Set<Int32> = []
    for block in function.function.blocks {
      for operation in block.operations {
        guard case .call(let number, let callee, _) = operation.kind,
          case .vocabulary(let effects, _) = index.callee(callee, in: function),
          effects.contains(.testContext)
        else { continue }
        results.insert(number)
      }
    }
    guard !results.isEmpty else { return }
    var variables: Set<LocalID> = []
    var before = -1
    while before != variables.count {
      before = variables.count
      for store in function.stores {
        guard case .local(let local) = function[store.address],
          Self.depends(store.value, on: results, variables, in: function)
        else { continue }
        variables.insert(local)
      }
    }
    for position in function.values.indices
    where Self.depends(ValueID(position), on: results, variables, in: function) {
      values.insert(ValueID(position))
    }
  }

  private static func depends(
    _ value: ValueID, on results: Set<Int32>, _ variables: Set<LocalID>,
    in function: CanonicalFunction
  ) -> Bool {
    results.contains { function.dependencies.usesResult($0, in: value) }
      || variables.contains { function.dependencies.reads($0, in: value) }
  }
}
