import ClangSyntax
import LockIR

extension FunctionLowering {
  /// Lowers an expression to its value.
  func value(_ node: SyntaxTree.Node) -> ValueID {
    switch tree.kind(node) {
    case .parenExpr: return tree.firstChild(node).map(value) ?? unknown
    case .unexposedExpr: return unexposed(node)
    case .cStyleCastExpr:
      return tree.children(node).last.map { converted(value($0), by: node) } ?? unknown
    case .declRefExpr: return reference(node)
    case .memberRefExpr, .arraySubscriptExpr: return loaded(address(node), by: node)
    case .callExpr: return call(node)
    case .integerLiteral, .characterLiteral, .sizeofExpr:
      return tree[node].evaluatedInteger.map { values.constant($0) } ?? unknown
    case .stringLiteral: return stringLiteral(node)
    case .unaryOperator: return unary(node)
    case .binaryOperator: return binary(node)
    case .compoundAssignOperator: return compoundAssignment(node)
    case .conditionalOperator: return conditional(node)
    case .compoundLiteralExpr: return loaded(address(node), by: node)
    case .stmtExpr: return statementExpression(node)
    case .initListExpr: return tree.firstChild(node).map(value) ?? values.constant(0)
    case .genericSelectionExpr: return transparent(node).map(value) ?? unknown
    default: return unknown
    }
  }

  /// Evaluates an expression for what it does only.
  func effect(_ node: SyntaxTree.Node) {
    switch tree.kind(node) {
    case .parenExpr:
      if let child = tree.firstChild(node) { effect(child) }
    case .unaryOperator where tree[node].unaryOperator.isStep:
      step(node, isValueUsed: false)
    case .binaryOperator where tree[node].binaryOperator == .comma:
      for child in tree.children(node) { effect(child) }
    case .binaryOperator where tree[node].binaryOperator.isLogical:
      logicalEffect(node)
    case .conditionalOperator:
      conditionalEffect(node)
    default:
      let epoch = graph.epoch
      let value =
        tree.kind(node) == .stmtExpr ? statementExpression(node, isUsed: false) : value(node)
      if graph.epoch == epoch { evaluate(value, node) }
    }
  }

  /// Records an object that a macro names for nothing: what is left of an annotation. What it
  /// computes for nothing is a check of types or the value of a warning.
  private func evaluate(_ value: ValueID, _ node: SyntaxTree.Node) {
    switch values[value] {
    case .constant, .unknown, .result, .string, .unary, .binary: return
    case .function, .global, .local, .field, .element, .container, .load: break
    }
    let place = location(node)
    if place.macro != nil { graph.emit(.evaluate(value), at: place, keepsEpoch: true) }
  }

  // MARK: Leaves

  private func reference(_ node: SyntaxTree.Node) -> ValueID {
    guard let cursor = tree[node].referenced else { return unknown }
    switch unit.declarations.classify(cursor) {
    case .enumConstant(let value): return values.constant(value)
    case .global(_, true), .function: return address(node)
    case .global(_, false): return load(address(node))
    // A parameter that is declared as an array or a function is a pointer.
    case .automatic:
      return cursor.kind == .parmDecl ? load(address(node)) : loaded(address(node), by: node)
    case .field, .other: return unknown
    }
  }

  /// What is stored at the address of an expression; arrays and functions are their address.
  private func loaded(_ address: ValueID, by node: SyntaxTree.Node) -> ValueID {
    if case .unknown = values[address] { return address }
    return tree[node].type.isLowerableAsAddress ? address : load(address)
  }

  /// What a text in a header says depends on macros that each unit defines for its messages, so it
  /// stays out: the function would be another one in every unit.
  private func stringLiteral(_ node: SyntaxTree.Node) -> ValueID {
    if isOfHeader { return values.intern(.string(unit.declarations.intern(""))) }
    var text = tree[node].spelling[...]
    if let quote = text.firstIndex(of: "\""), text.hasSuffix("\""), text.count >= 2 {
      text = text[text.index(after: quote)...].dropLast()
    }
    return values.intern(.string(unit.declarations.intern(String(text))))
  }

  /// A value after a cast: constants get the type's width, and a sum that becomes a pointer is
  /// pointer arithmetic.
  func converted(_ value: ValueID, by node: SyntaxTree.Node) -> ValueID {
    if case .binary(.add, let base, let offset) = values[value],
      tree[node].type.canonical.kind == .pointer
    {
      return values.element(base, offset)
    }
    guard let constant = values.constant(value), let shape = IntegerShape(tree[node].type) else {
      return value
    }
    return values.constant(shape.wrap(constant))
  }

  // MARK: What libclang does not expose

  private func unexposed(_ node: SyntaxTree.Node) -> ValueID {
    switch UnexposedExpression(node, in: tree) {
    case .transparent(let inner): return converted(value(inner), by: node)
    case .elvis(let common, let otherwise): return elvis(node, common, otherwise)
    case .offset, .opaque:
      return tree[node].evaluatedInteger.map { values.constant($0) } ?? unknown
    case .chosen(let inner): return value(inner)
    }
  }

  /// The expression that one of libclang's unexposed kinds stands for, if it is just that.
  func transparent(_ node: SyntaxTree.Node) -> SyntaxTree.Node? {
    if tree.kind(node) == .genericSelectionExpr {
      return GenericSelection(node, in: tree).chosen
    }
    return switch UnexposedExpression(node, in: tree) {
    case .transparent(let inner), .chosen(let inner): inner
    case .elvis, .offset, .opaque: nil
    }
  }

  /// The node without parentheses and casts.
  func stripped(_ node: SyntaxTree.Node) -> SyntaxTree.Node {
    var node = node
    while true {
      let inner: SyntaxTree.Node? =
        switch tree.kind(node) {
        case .parenExpr: tree.firstChild(node)
        case .cStyleCastExpr: tree.children(node).last
        case .unexposedExpr, .genericSelectionExpr: transparent(node)
        case .unaryOperator where tree[node].unaryOperator == .extension: tree.firstChild(node)
        default: nil
        }
      guard let inner else { return node }
      node = inner
    }
  }

  // MARK: Statement expressions

  private func statementExpression(_ node: SyntaxTree.Node, isUsed: Bool = true) -> ValueID {
    guard let body = tree.firstChild(node) else { return unknown }
    let children = tree.children(body)
    unusedAnswers.append(isUsed ? nil : children.last.flatMap(variableAsked))
    defer { unusedAnswers.removeLast() }
    var result = unknown
    withScope(body) {
      for child in children.dropLast() { statement(child) }
      guard let last = children.last else { return }
      var inner = last
      // The value of a labelled statement is that of what is labelled.
      while tree.kind(inner) == .labelStmt, let next = tree.firstChild(inner) {
        labelOnly(inner)
        inner = next
      }
      guard tree.kind(inner).isExpression else { return statement(inner) }
      if tree[node].type.canonical.kind == .void { return effect(inner) }
      result = value(inner)
      if scopes.last?.cleanups.isEmpty == false, values.constant(result) == nil {
        result = kept(result, type: tree[node].type, at: location(node))
      }
    }
    return result
  }
}

extension UnaryOperatorKind {
  /// Whether the operator is `++` or `--`.
  var isStep: Bool {
    switch self {
    case .postIncrement, .postDecrement, .preIncrement, .preDecrement: true
    default: false
    }
  }
}

extension BinaryOperatorKind {
  var isLogical: Bool { self == .logicalAnd || self == .logicalOr }
}
