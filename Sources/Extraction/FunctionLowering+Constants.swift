import ClangSyntax
import LockIR

extension FunctionLowering {
  /// The value of an integer constant expression, found without emitting anything; nil where a
  /// variable, a call or a statement expression decides.
  func foldedConstant(_ node: SyntaxTree.Node) -> Int64? {
    switch tree.kind(node) {
    case .integerLiteral, .characterLiteral, .sizeofExpr: tree[node].evaluatedInteger
    case .parenExpr: tree.firstChild(node).flatMap(foldedConstant)
    case .cStyleCastExpr:
      tree.children(node).last.flatMap(foldedConstant).map { wrapped($0, by: node) }
    case .unexposedExpr: foldedUnexposed(node)
    case .genericSelectionExpr: transparent(node).flatMap(foldedConstant)
    case .declRefExpr: foldedReference(node)
    case .unaryOperator: foldedUnary(node)
    case .binaryOperator: foldedBinary(node)
    case .conditionalOperator: foldedConditional(node)
    case .callExpr: foldedCall(node)
    default: nil
    }
  }

  private func wrapped(_ value: Int64, by node: SyntaxTree.Node) -> Int64 {
    IntegerShape(tree[node].type)?.wrap(value) ?? value
  }

  private func foldedUnexposed(_ node: SyntaxTree.Node) -> Int64? {
    switch UnexposedExpression(node, in: tree) {
    case .transparent(let inner): foldedConstant(inner).map { wrapped($0, by: node) }
    case .chosen(let inner): foldedConstant(inner)
    case .offset, .opaque: tree[node].evaluatedInteger
    case .elvis: nil
    }
  }

  private func foldedReference(_ node: SyntaxTree.Node) -> Int64? {
    guard let cursor = tree[node].referenced,
      case .enumConstant(let value) = unit.declarations.classify(cursor)
    else { return nil }
    return value
  }

  private func foldedUnary(_ node: SyntaxTree.Node) -> Int64? {
    guard let child = tree.firstChild(node) else { return nil }
    let operation: UnaryOperator
    switch tree[node].unaryOperator {
    case .plus, .extension: return foldedConstant(child)
    case .minus: operation = .negate
    case .complement: operation = .complement
    case .logicalNot: operation = .not
    default: return nil
    }
    return foldedConstant(child).map {
      ConstantFolding.fold(operation, $0, IntegerShape(tree[node].type))
    }
  }

  private func foldedBinary(_ node: SyntaxTree.Node) -> Int64? {
    let children = tree.children(node)
    guard children.count == 2 else { return nil }
    let kind = tree[node].binaryOperator
    if kind.isLogical {
      guard let left = foldedConstant(children[0]) else { return nil }
      if (left != 0) != (kind == .logicalAnd) { return left != 0 ? 1 : 0 }
      return foldedConstant(children[1]).map { $0 != 0 ? 1 : 0 }
    }
    guard kind != .assign, let operation = kind.arithmetic,
      let left = foldedConstant(children[0]), let right = foldedConstant(children[1])
    else { return nil }
    return ConstantFolding.fold(
      operation, left, right, operands: IntegerShape(tree[children[0]].type),
      IntegerShape(tree[node].type))
  }

  private func foldedConditional(_ node: SyntaxTree.Node) -> Int64? {
    let children = tree.children(node)
    guard children.count == 3, let test = foldedConstant(children[0]) else { return nil }
    return foldedConstant(test != 0 ? children[1] : children[2])
  }

  private func foldedCall(_ node: SyntaxTree.Node) -> Int64? {
    if let inner = expectedOperand(node) { return foldedConstant(inner) }
    return isConstantTest(node) ? tree[node].evaluatedInteger ?? 0 : nil
  }
}
