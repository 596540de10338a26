import ClangSyntax
import LockIR

extension FunctionLowering {
  /// Whether a variable holds what its declaration put there for as long as it lives.
  func isStable(_ local: LocalID) -> Bool {
    guard let cursor = cursors[local] else { return false }
    return !rewritten.contains(cursor)
  }

  /// Whether a value is the same wherever it is used: it reads no memory but variables that are
  /// never written again.
  func isStable(_ value: ValueID) -> Bool {
    switch values[value] {
    case .load(let address):
      if case .local(let local) = values[address] { isStable(local) } else { false }
    case let other: other.operands.allSatisfy(isStable)
    }
  }

  /// The variables that are assigned to, whose address is taken or that inline assembly may write.
  ///
  /// - Complexity: O(*n*) in the size of the function's text.
  func rewrittenVariables() -> Set<Cursor> {
    var rewritten: Set<Cursor> = []
    for node in tree.descendants(tree.root) {
      let targets: [SyntaxTree.Node]
      switch tree.kind(node) {
      case .compoundAssignOperator: targets = tree.firstChild(node).map { [$0] } ?? []
      case .binaryOperator where tree[node].binaryOperator == .assign:
        targets = tree.firstChild(node).map { [$0] } ?? []
      case .unaryOperator where tree[node].unaryOperator.isStep || isAddressOf(node):
        targets = tree.firstChild(node).map { [$0] } ?? []
      case .asmStmt: targets = tree.children(node)
      default: continue
      }
      for target in targets {
        if let variable = assignedVariable(target) { rewritten.insert(variable) }
      }
    }
    return rewritten
  }

  private func isAddressOf(_ node: SyntaxTree.Node) -> Bool {
    tree[node].unaryOperator == .addressOf
  }

  /// The variable that an assignment to an expression changes, as a whole or in part.
  private func assignedVariable(_ node: SyntaxTree.Node) -> Cursor? {
    var node = stripped(node)
    while tree.kind(node) == .memberRefExpr || tree.kind(node) == .arraySubscriptExpr,
      let child = tree.firstChild(node)
    {
      node = stripped(child)
    }
    return tree.kind(node) == .declRefExpr ? tree[node].referenced : nil
  }
}
