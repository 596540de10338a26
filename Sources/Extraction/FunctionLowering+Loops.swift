import ClangSyntax
import LockIR

extension FunctionLowering {
  func whileLoop(_ node: SyntaxTree.Node) {
    let children = tree.children(node)
    guard children.count == 2 else { return }
    let test = graph.makeBlock()
    let body = graph.makeBlock()
    let exit = graph.makeBlock()
    graph.fallInto(test, isReentered: true)
    condition(children[0], then: body, otherwise: exit)
    graph.start(body)
    loopBody(children[1], break: exit, continue: test)
    graph.end(with: .jump(test))
    graph.start(exit)
  }

  func doLoop(_ node: SyntaxTree.Node) {
    let children = tree.children(node)
    guard children.count == 2 else { return }
    if foldedConstant(children[1]) == 0, !hasJumps(children[0]) {
      statement(children[0])
      return
    }
    let body = graph.makeBlock()
    let test = graph.makeBlock()
    let exit = graph.makeBlock()
    graph.fallInto(body, isReentered: true)
    loopBody(children[0], break: exit, continue: test)
    graph.fallInto(test)
    condition(children[1], then: body, otherwise: exit)
    graph.start(exit, isReentered: true)
  }

  func forLoop(_ node: SyntaxTree.Node) {
    let parts = ForParts(of: node, in: tree)
    withScope(node) {
      if let initializer = parts.initializer { statement(initializer) }
      let test = graph.makeBlock()
      let body = graph.makeBlock()
      let step = graph.makeBlock()
      let exit = graph.makeBlock()
      graph.fallInto(test, isReentered: true)
      if let test = parts.condition {
        condition(test, then: body, otherwise: exit)
      } else {
        graph.end(with: .jump(body))
      }
      graph.start(body)
      loopBody(parts.body, break: exit, continue: step)
      graph.fallInto(step)
      if let increment = parts.increment { effect(increment) }
      graph.end(with: .jump(test))
      graph.start(exit, isReentered: true)
    }
  }

  private func loopBody(
    _ node: SyntaxTree.Node, break exit: BlockID, continue next: BlockID
  ) {
    breaks.append(JumpTarget(block: exit, depth: scopes.count))
    continues.append(JumpTarget(block: next, depth: scopes.count))
    statement(node)
    breaks.removeLast()
    continues.removeLast()
  }

  /// Whether a `break`, a `continue` or a label may belong to the statement.
  private func hasJumps(_ node: SyntaxTree.Node) -> Bool {
    tree.descendants(node).contains {
      switch tree.kind($0) {
      case .breakStmt, .continueStmt: true
      default: false
      }
    }
  }

  /// `break` or `continue`.
  func leave(to target: JumpTarget?, at node: SyntaxTree.Node) {
    guard let target else { return }
    emitCleanups(downTo: target.depth)
    graph.end(with: .jump(target.block), at: location(node))
  }
}
