package import LockIR
package import RuleCatalog

/// Finds out what is true of a tree: from its own text where there is some, else from its version.
package struct ProbeEvaluator {
  /// Finds the answers.
  ///
  /// - Parameters:
  ///   - probes: the questions.
  ///   - units: the units that were read, those that the probes ask about among them if the tree has them.
  ///   - version: the kernel's version; without one, and without the file, a probe is false, since the
  ///     code that a user scans alone is likelier to be meant for any kernel than for new ones.
  /// - Returns: the answers, by the probe's identifier.
  package static func answers(
    to probes: [Probe], in units: [LockIR.Unit], version: KernelVersion?
  ) -> [String: Bool] {
    var answers: [String: Bool] = [:]
    for probe in probes {
      answers[probe.id] =
        units.first { $0.path == probe.file }.flatMap { answer(to: probe, in: $0) }
        ?? version.map { $0 >= probe.since } ?? false
    }
    return answers
  }

  /// Whether the function of the probe makes one of the calls; nil if the unit does not have it.
  private static func answer(to probe: Probe, in unit: LockIR.Unit) -> Bool? {
    guard let function = unit.functions.first(where: { unit[$0.name] == probe.function }) else {
      return nil
    }
    return function.blocks.contains { block in
      block.operations.contains { operation in
        guard case .call(_, let callee, _) = operation.kind,
          case .function(let symbol) = function[callee]
        else { return false }
        return probe.calls.contains { unit[symbol] == $0 || unit[symbol].hasSuffix("::\($0)") }
      }
    }
  }
}
