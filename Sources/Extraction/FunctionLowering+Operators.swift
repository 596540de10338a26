import ClangSyntax
import LockIR

extension FunctionLowering {
  // MARK: One operand

  func unary(_ node: SyntaxTree.Node) -> ValueID {
    guard let child = tree.firstChild(node) else { return unknown }
    switch tree[node].unaryOperator {
    case .addressOf: return address(child)
    case .dereference:
      let pointer = value(child)
      return tree[node].type.isLowerableAsAddress ? pointer : load(pointer)
    case .plus, .extension: return value(child)
    case .minus: return values.unary(.negate, value(child), IntegerShape(tree[node].type))
    case .complement:
      return values.unary(.complement, value(child), IntegerShape(tree[node].type))
    case .logicalNot: return values.unary(.not, value(child), nil)
    case .postIncrement, .postDecrement, .preIncrement, .preDecrement:
      return step(node, isValueUsed: true)
    case .other: return unknown
    }
  }

  /// `++` and `--`.
  @discardableResult
  func step(_ node: SyntaxTree.Node, isValueUsed: Bool) -> ValueID {
    guard let child = tree.firstChild(node) else { return unknown }
    let operation = tree[node].unaryOperator
    let place = location(node)
    let address = address(child)
    let type = tree[node].type
    var old = load(address)
    let isPost = operation == .postIncrement || operation == .postDecrement
    if isPost && isValueUsed { old = kept(old, type: type, at: place) }
    let isUp = operation == .postIncrement || operation == .preIncrement
    let new: ValueID =
      if type.canonical.kind == .pointer {
        values.element(old, values.constant(isUp ? 1 : -1))
      } else {
        values.binary(isUp ? .add : .subtract, old, values.constant(1), operands: nil, nil)
      }
    store(new, to: address, at: place)
    return isPost ? old : load(address)
  }

  // MARK: Two operands

  func binary(_ node: SyntaxTree.Node) -> ValueID {
    let children = tree.children(node)
    guard children.count == 2 else { return unknown }
    switch tree[node].binaryOperator {
    case .assign: return assignment(node, children[0], children[1])
    case .comma:
      effect(children[0])
      return value(children[1])
    case .logicalAnd, .logicalOr: return logicalValue(node)
    case let kind:
      guard let operation = kind.arithmetic else { return unknown }
      return arithmetic(operation, node, children[0], children[1])
    }
  }

  private func assignment(
    _ node: SyntaxTree.Node, _ target: SyntaxTree.Node, _ source: SyntaxTree.Node
  ) -> ValueID {
    let address = address(target)
    let value = value(source)
    store(value, to: address, at: location(node))
    if values.constant(value) != nil { return value }
    return values.intern(.load(address))
  }

  private func arithmetic(
    _ operation: LockIR.BinaryOperator, _ node: SyntaxTree.Node, _ left: SyntaxTree.Node,
    _ right: SyntaxTree.Node
  ) -> ValueID {
    if operation == .subtract, let container = container(left, right) { return container }
    let leftValue = value(left)
    let rightValue = value(right)
    return combined(
      operation, leftValue, rightValue, type: tree[node].type, left: tree[left].type,
      right: tree[right].type)
  }

  /// An operator's result; pointers move by elements.
  private func combined(
    _ operation: LockIR.BinaryOperator, _ left: ValueID, _ right: ValueID, type: ClangType,
    left leftType: ClangType, right rightType: ClangType
  ) -> ValueID {
    if operation == .add || operation == .subtract, type.canonical.kind == .pointer {
      if operation == .subtract {
        return moved(left, by: values.unary(.negate, right, nil), type)
      }
      return leftType.canonical.kind == .pointer
        ? moved(left, by: right, type) : moved(right, by: left, type)
    }
    let areConstant = values.constant(left) != nil && values.constant(right) != nil
    let isUnsigned =
      IntegerShape(leftType).map { !$0.isSigned } ?? (leftType.canonical.kind == .pointer)
    return values.binary(
      isUnsigned ? operation.unsigned : operation, left, right,
      operands: areConstant ? IntegerShape(leftType) : nil,
      areConstant ? IntegerShape(type) : nil)
  }

  /// Pointer arithmetic. Addresses that are numbers, such as poison, stay numbers.
  private func moved(_ pointer: ValueID, by count: ValueID, _ type: ClangType) -> ValueID {
    if let address = values.constant(pointer), let count = values.constant(count) {
      // Without a size it is `void`, whose arithmetic counts bytes.
      return values.constant(address &+ count &* Int64(type.canonical.pointee.size ?? 1))
    }
    return values.element(pointer, count)
  }

  func compoundAssignment(_ node: SyntaxTree.Node) -> ValueID {
    let children = tree.children(node)
    guard children.count == 2, let operation = tree[node].binaryOperator.arithmetic else {
      return unknown
    }
    let address = address(children[0])
    let operand = value(children[1])
    let type = tree[node].type
    let result = combined(
      operation, load(address), operand, type: type, left: type, right: tree[children[1]].type)
    store(result, to: address, at: location(node))
    return values.intern(.load(address))
  }

  // MARK: container_of

  /// `p - offsetof(type, member)`: the address of what has the member.
  private func container(_ left: SyntaxTree.Node, _ right: SyntaxTree.Node) -> ValueID? {
    let right = stripped(right)
    if tree.kind(right) == .unexposedExpr, case .offset = UnexposedExpression(right, in: tree) {
      var result = value(left)
      let fields = tree.children(right).filter { tree.kind($0) == .memberRef }
      for field in fields.reversed() {
        guard let cursor = tree[field].referenced,
          case .field(let record, let name, _) = unit.declarations.classify(cursor)
        else { continue }
        if let name { result = values.container(result, record: record, field: name) }
      }
      return result
    }
    return containerByNullPointer(left, right)
  }

  /// The same where `offsetof` is `&((type *)0)->member`.
  private func containerByNullPointer(
    _ left: SyntaxTree.Node, _ right: SyntaxTree.Node
  ) -> ValueID? {
    guard tree.kind(right) == .unaryOperator, tree[right].unaryOperator == .addressOf else {
      return nil
    }
    var fields: [(record: NameID, name: NameID)] = []
    var offset = value(right)
    while case .field(let base, let record, let name) = values[offset] {
      fields.append((record, name))
      offset = base
    }
    guard !fields.isEmpty, values.constant(offset) == 0 else { return nil }
    return fields.reduce(value(left)) {
      values.container($0, record: $1.record, field: $1.name)
    }
  }
}

extension BinaryOperatorKind {
  /// The operator that computes, of an operator or of an assignment with an operator.
  var arithmetic: LockIR.BinaryOperator? {
    switch self {
    case .multiply, .multiplyAssign: .multiply
    case .divide, .divideAssign: .divide
    case .remainder, .remainderAssign: .remainder
    case .add, .addAssign: .add
    case .subtract, .subtractAssign: .subtract
    case .shiftLeft, .shiftLeftAssign: .shiftLeft
    case .shiftRight, .shiftRightAssign: .shiftRight
    case .less: .less
    case .greater: .greater
    case .lessOrEqual: .lessOrEqual
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .and, .andAssign: .and
    case .xor, .xorAssign: .xor
    case .or, .orAssign: .or
    case .logicalAnd, .logicalOr, .assign, .comma, .other: nil
    }
  }
}
