import ModelChecker

/// Builds and explores a program.
func explore(
  limits: Limits = Limits(states: 200_000), reduction: Reduction = [],
  _ declare: (inout ProgramBuilder) -> Void
) throws -> Exploration {
  Explorer(limits: limits, reduction: reduction).explore(try program(declare))
}

func program(named name: String = "test", _ declare: (inout ProgramBuilder) -> Void) throws
  -> Program
{
  var builder = ProgramBuilder(name)
  declare(&builder)
  return try builder.build()
}

extension Verdict {
  var failure: Failure? {
    if case .fails(let failure) = self { return failure }
    return nil
  }

  var kind: FailureKind? { failure?.kind }
}

extension Schedule {
  /// `task: call` for each step.
  var lines: [String] { steps.map { "\($0.task): \($0.label.text)" } }
}
