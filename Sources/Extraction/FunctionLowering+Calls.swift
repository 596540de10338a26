import ClangSyntax
import LockIR

extension FunctionLowering {
  func call(_ node: SyntaxTree.Node) -> ValueID {
    let children = tree.children(node)
    guard let callee = children.first else { return unknown }
    let arguments = children.dropFirst()
    var isNoReturn = false
    let target: ValueID
    if let (symbol, role) = calledFunction(callee) {
      switch role {
      case .expectation: return arguments.first.map(value) ?? unknown
      case .isConstant: return values.constant(tree[node].evaluatedInteger ?? 0)
      case .foldable:
        if let constant = tree[node].evaluatedInteger { return values.constant(constant) }
      case .refused: return unknown
      case .noReturn: isNoReturn = true
      case .ordinary: break
      }
      target = values.intern(.function(symbol))
    } else {
      target = value(callee)
    }
    let operands = arguments.map(value)
    let number = graph.nextCallNumber()
    graph.emit(
      .call(number: number, callee: target, arguments: operands), at: location(node))
    if isNoReturn { graph.end(with: .unreachable) }
    return values.intern(.result(number))
  }

  /// The function that an expression names.
  private func calledFunction(
    _ callee: SyntaxTree.Node
  ) -> (symbol: NameID, role: Declaration.FunctionRole)? {
    var node = stripped(callee)
    while tree.kind(node) == .unaryOperator, let child = tree.firstChild(node),
      tree[node].unaryOperator == .dereference || tree[node].unaryOperator == .addressOf
    {
      node = stripped(child)
    }
    guard tree.kind(node) == .declRefExpr, let cursor = tree[node].referenced,
      case .function(let symbol, let role) = unit.declarations.classify(cursor)
    else { return nil }
    return (symbol, role)
  }

  /// Whether the node is `__builtin_constant_p`.
  func isConstantTest(_ node: SyntaxTree.Node) -> Bool {
    guard let callee = tree.firstChild(node), let (_, role) = calledFunction(callee) else {
      return false
    }
    return role == .isConstant
  }

  /// What `__builtin_expect` and its like return.
  func expectedOperand(_ node: SyntaxTree.Node) -> SyntaxTree.Node? {
    let children = tree.children(node)
    guard children.count >= 2, let (_, role) = calledFunction(children[0]), role == .expectation
    else { return nil }
    return children[1]
  }
}
