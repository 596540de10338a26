import LockIR
import RuleCatalog

/// Code that asks whether the I/O which it submits is only queued.
extension WaitGraph {
  /// Whether an activation comes to an effect only where its own list of I/O is not there: it asks first, and does
  /// something else if it is, or it waits for something else as well if it is. An assertion says the same, and is no
  /// question.
  ///
  /// - Complexity: the length of the way, times the square of the blocks of each function on it.
  func avoidsQueuedIO(_ effect: EffectID, in activation: Activation) -> Bool {
    guard !index.vocabulary.queuedIO.isEmpty else { return false }
    let way = path(to: effect, in: activation.summary).filter { $0.ordinal >= 0 }
    return way.contains { asksForQueuedIO(before: Int($0.ordinal), in: index[$0.function]) }
      || way.last.map { looksAtQueuedIO(whileWaitingAt: Int($0.ordinal), in: index[$0.function]) }
        ?? false
  }

  private func asksForQueuedIO(before ordinal: Int, in code: CanonicalFunction) -> Bool {
    let lists = queuedIO(readIn: code)
    guard !lists.isEmpty else { return false }
    return code.tests(around: ordinal).contains { test in
      lists.contains { code.isNull($0, by: test) } && !isAssertion(test, in: code)
    }
  }

  /// Whether an operation waits in a loop that looks at the list to see whether to go on.
  private func looksAtQueuedIO(whileWaitingAt ordinal: Int, in code: CanonicalFunction) -> Bool {
    let lists = queuedIO(readIn: code)
    guard !lists.isEmpty else { return false }
    let loops = Loops(code.function, ReversePostorder(code.function))
    let body = loops.innermost(around: code.block(of: ordinal)) ?? []
    return body.contains { block in
      guard case .branch(let condition, _, _) = code.function.blocks[block].terminator else {
        return false
      }
      let test = CanonicalFunction.Test(
        block: block, condition: code.canonicalID(condition), side: true)
      return lists.contains(code.asked(by: test).value)
    }
  }

  /// The values that a function reads from where the list is.
  private func queuedIO(readIn code: CanonicalFunction) -> [ValueID] {
    code.values.indices.map { ValueID($0) }.filter { value in
      code.fieldRead(by: value).map(index.vocabulary.queuedIO.contains) == true
    }
  }

  /// Whether a test that comes out otherwise ends all.
  private func isAssertion(_ test: CanonicalFunction.Test, in code: CanonicalFunction) -> Bool {
    guard
      case .branch(_, let then, let otherwise) = code.function.blocks[test.block].terminator
    else { return false }
    let other = code.function.blocks[Int((test.side ? otherwise : then).index)]
    if case .unreachable = other.terminator { return true }
    return other.operations.contains { operation in
      guard case .call(_, let callee, _) = operation.kind,
        case .vocabulary(let effects, _) = index.callee(callee, in: code)
      else { return false }
      return effects.contains(.noReturn)
    }
  }
}
