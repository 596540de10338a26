import ClangSyntax

/// Warnings: `({ int ret = !!(condition); if (ret) trap; ret; })`.
extension FunctionLowering {
  /// Whether a statement traps for a warning that nobody looks at the answer of: what it warns of is said never to
  /// happen, and the code that follows is not written for it.
  ///
  /// `condition`: what decides whether the statement runs.
  func isUnansweredWarning(_ node: SyntaxTree.Node, of condition: SyntaxTree.Node) -> Bool {
    guard let answer = unusedAnswers.last, let answer, variableAsked(by: condition) == answer else {
      return false
    }
    var traps = false
    for inner in tree.descendants(node) {
      switch tree.kind(inner) {
      case .asmStmt: traps = traps || AsmText(of: tree[inner]).mayTrap
      case .ifStmt, .forStmt, .whileStmt, .switchStmt: return false
      default: continue
      }
    }
    return traps
  }

  /// The variable that an expression asks for, if it asks for nothing else.
  func variableAsked(by node: SyntaxTree.Node) -> Cursor? {
    let node = stripped(node)
    switch tree.kind(node) {
    case .declRefExpr: return tree[node].referenced
    case .unaryOperator where tree[node].unaryOperator == .logicalNot:
      return tree.firstChild(node).flatMap(variableAsked)
    case .callExpr: return expectedOperand(node).flatMap(variableAsked)
    default: return nil
    }
  }
}
