import KernelModels
import ModelChecker

/// The same comparison for a model with a mistake in it.
extension ModelComparison {
  /// Each of the two calls stands where the other one stood.
  func exchanging(_ first: String, _ second: String) -> ModelComparison {
    changed { operation in
      guard [first, second].contains(operation.calledName) else { return operation }
      let other = tasks.flatMap(\.operations).first {
        $0.calledName == (operation.calledName == first ? second : first)
      }
      return other ?? operation
    }
  }

  /// The function does not make the call; what else it does is a decision there.
  func without(_ call: String, in function: String) -> ModelComparison {
    changed { operation in
      guard operation.function == function, operation.calledName == call else { return operation }
      return ModelledOperation(
        function: function, call: "nothing", operation: .branch, resource: nil)
    }
  }

  private func changed(
    _ change: (ModelledOperation) -> ModelledOperation
  ) -> ModelComparison {
    ModelComparison(
      title: title,
      tasks: tasks.map {
        ModelledTask(name: $0.name, operations: $0.operations.map(change), order: $0.order)
      }, simplifications: simplifications, code: code)
  }
}
