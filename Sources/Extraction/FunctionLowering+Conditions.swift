import ClangSyntax
import LockIR

extension FunctionLowering {
  /// Lowers an expression to a jump to one of two blocks. No block is current afterwards that
  /// anything leads to.
  func condition(_ node: SyntaxTree.Node, then: BlockID, otherwise: BlockID) {
    switch tree.kind(node) {
    case .parenExpr:
      if let child = tree.firstChild(node) {
        return condition(child, then: then, otherwise: otherwise)
      }
    case .unexposedExpr:
      switch UnexposedExpression(node, in: tree) {
      case .transparent(let inner), .chosen(let inner):
        return condition(inner, then: then, otherwise: otherwise)
      case .elvis(let common, let alternative):
        let next = graph.makeBlock()
        condition(common, then: then, otherwise: next)
        graph.start(next)
        return condition(alternative, then: then, otherwise: otherwise)
      case .offset, .opaque: break
      }
    case .unaryOperator where tree[node].unaryOperator == .logicalNot:
      if let child = tree.firstChild(node) {
        return condition(child, then: otherwise, otherwise: then)
      }
    case .binaryOperator:
      if logicalCondition(node, then: then, otherwise: otherwise) { return }
      if comparedChoice(node, then: then, otherwise: otherwise) { return }
    case .conditionalOperator:
      let children = tree.children(node)
      if children.count == 3, foldedConstant(children[0]) == nil {
        let first = graph.makeBlock()
        let second = graph.makeBlock()
        condition(children[0], then: first, otherwise: second)
        graph.start(first)
        condition(children[1], then: then, otherwise: otherwise)
        graph.start(second)
        return condition(children[2], then: then, otherwise: otherwise)
      }
    case .callExpr:
      if let inner = expectedOperand(node) {
        return condition(inner, then: then, otherwise: otherwise)
      }
    default: break
    }
    branch(on: value(node), at: node, then: then, otherwise: otherwise)
  }

  private func branch(
    on value: ValueID, at node: SyntaxTree.Node, then: BlockID, otherwise: BlockID
  ) {
    var (value, then, otherwise) = (value, then, otherwise)
    while true {
      if let constant = values.constant(value) {
        return graph.end(with: .jump(constant != 0 ? then : otherwise), at: location(node))
      }
      switch values[value] {
      case .unary(.not, let inner):
        (value, then, otherwise) = (inner, otherwise, then)
      case .binary(.notEqual, let inner, let zero) where values.constant(zero) == 0:
        value = inner
      case .binary(.equal, let inner, let zero) where values.constant(zero) == 0:
        (value, then, otherwise) = (inner, otherwise, then)
      default:
        return graph.end(
          with: .branch(condition: value, then: then, otherwise: otherwise), at: location(node))
      }
    }
  }

  /// `&&`, `||` and `,` as conditions.
  private func logicalCondition(
    _ node: SyntaxTree.Node, then: BlockID, otherwise: BlockID
  ) -> Bool {
    let operation = tree[node].binaryOperator
    guard operation.isLogical || operation == .comma else { return false }
    let children = tree.children(node)
    guard children.count == 2 else { return false }
    if operation == .comma {
      effect(children[0])
    } else {
      let isAnd = operation == .logicalAnd
      if let constant = foldedConstant(children[0]) {
        if (constant != 0) != isAnd {
          graph.end(with: .jump(isAnd ? otherwise : then), at: location(node))
          return true
        }
      } else {
        let next = graph.makeBlock()
        condition(
          children[0], then: isAnd ? next : then, otherwise: isAnd ? otherwise : next)
        graph.start(next)
      }
    }
    condition(children[1], then: then, otherwise: otherwise)
    return true
  }

  /// `(c ? 1 : 0) == 1` is `c`: comparisons of a choice between constants with a constant.
  private func comparedChoice(
    _ node: SyntaxTree.Node, then: BlockID, otherwise: BlockID
  ) -> Bool {
    let operation = tree[node].binaryOperator
    let children = tree.children(node)
    guard operation == .equal || operation == .notEqual, children.count == 2 else { return false }
    for (choice, other) in [(children[0], children[1]), (children[1], children[0])] {
      let choice = stripped(choice)
      guard tree.kind(choice) == .conditionalOperator else { continue }
      let parts = tree.children(choice)
      guard parts.count == 3, let constant = foldedConstant(other),
        let first = foldedConstant(parts[1]), let second = foldedConstant(parts[2])
      else { continue }
      let isEqual = operation == .equal
      condition(
        parts[0], then: (first == constant) == isEqual ? then : otherwise,
        otherwise: (second == constant) == isEqual ? then : otherwise)
      return true
    }
    return false
  }

  // MARK: As values

  func logicalValue(_ node: SyntaxTree.Node) -> ValueID {
    if let constant = foldedConstant(node) { return values.constant(constant) }
    let place = location(node)
    let result = values.intern(.local(makeTemporary()))
    let then = graph.makeBlock()
    let otherwise = graph.makeBlock()
    let join = graph.makeBlock()
    condition(node, then: then, otherwise: otherwise)
    graph.start(then)
    store(values.constant(1), to: result, at: place)
    graph.end(with: .jump(join))
    graph.start(otherwise)
    store(values.constant(0), to: result, at: place)
    graph.end(with: .jump(join))
    graph.start(join)
    return values.intern(.load(result))
  }

  func logicalEffect(_ node: SyntaxTree.Node) {
    let children = tree.children(node)
    guard children.count == 2, foldedConstant(node) == nil else { return }
    let right = graph.makeBlock()
    let join = graph.makeBlock()
    let isAnd = tree[node].binaryOperator == .logicalAnd
    condition(children[0], then: isAnd ? right : join, otherwise: isAnd ? join : right)
    graph.start(right)
    effect(children[1])
    graph.fallInto(join)
  }

  func conditional(_ node: SyntaxTree.Node) -> ValueID {
    let children = tree.children(node)
    guard children.count == 3 else { return unknown }
    if let constant = foldedConstant(children[0]) {
      return value(constant != 0 ? children[1] : children[2])
    }
    let type = tree[node].type
    guard type.canonical.kind != .void else {
      conditionalEffect(node)
      return unknown
    }
    let result = values.intern(.local(makeTemporary(type)))
    let then = graph.makeBlock()
    let otherwise = graph.makeBlock()
    let join = graph.makeBlock()
    condition(children[0], then: then, otherwise: otherwise)
    for (block, child) in [(then, children[1]), (otherwise, children[2])] {
      graph.start(block)
      store(value(child), to: result, at: location(child))
      graph.end(with: .jump(join))
    }
    graph.start(join)
    return values.intern(.load(result))
  }

  func conditionalEffect(_ node: SyntaxTree.Node) {
    let children = tree.children(node)
    guard children.count == 3 else { return }
    if let constant = foldedConstant(children[0]) {
      return effect(constant != 0 ? children[1] : children[2])
    }
    let then = graph.makeBlock()
    let otherwise = graph.makeBlock()
    let join = graph.makeBlock()
    condition(children[0], then: then, otherwise: otherwise)
    for (block, child) in [(then, children[1]), (otherwise, children[2])] {
      graph.start(block)
      effect(child)
      graph.end(with: .jump(join))
    }
    graph.start(join)
  }

  /// `a ?: b`, which evaluates `a` once.
  func elvis(
    _ node: SyntaxTree.Node, _ common: SyntaxTree.Node, _ otherwise: SyntaxTree.Node
  ) -> ValueID {
    if let constant = foldedConstant(common) {
      return constant != 0 ? values.constant(constant) : value(otherwise)
    }
    let result = values.intern(.local(makeTemporary(tree[node].type)))
    let place = location(node)
    let first = value(common)
    let alternative = graph.makeBlock()
    let join = graph.makeBlock()
    store(first, to: result, at: place)
    branch(on: values.intern(.load(result)), at: common, then: join, otherwise: alternative)
    graph.start(alternative)
    store(value(otherwise), to: result, at: place)
    graph.fallInto(join)
    return values.intern(.load(result))
  }
}
