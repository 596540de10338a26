import ClangSyntax
import LockIR

extension FunctionLowering {
  /// Lowers an expression to the address of what it names.
  func address(_ node: SyntaxTree.Node) -> ValueID {
    switch tree.kind(node) {
    case .parenExpr:
      return tree.firstChild(node).map(address) ?? unknown
    case .unexposedExpr, .genericSelectionExpr:
      if let inner = transparent(node) { return address(inner) }
    case .declRefExpr: return addressOfReference(node)
    case .memberRefExpr: return addressOfMember(node)
    case .arraySubscriptExpr: return addressOfElement(node)
    case .unaryOperator:
      switch tree[node].unaryOperator {
      case .dereference: return tree.firstChild(node).map(value) ?? unknown
      case .extension: return tree.firstChild(node).map(address) ?? unknown
      default: break
      }
    case .cStyleCastExpr:
      if let inner = tree.children(node).last { return address(inner) }
    case .compoundLiteralExpr: return compoundLiteral(node)
    case .stringLiteral: return value(node)
    case .binaryOperator where tree[node].binaryOperator == .comma:
      let children = tree.children(node)
      if children.count == 2 {
        effect(children[0])
        return address(children[1])
      }
    default: break
    }
    return spilled(value(node), node)
  }

  /// The address of what holds a value that has none of its own.
  private func spilled(_ value: ValueID, _ node: SyntaxTree.Node) -> ValueID {
    if case .load(let address) = values[value] { return address }
    if case .unknown = values[value] { return value }
    let temporary = values.intern(.local(makeTemporary(tree[node].type)))
    store(value, to: temporary, at: location(node))
    return temporary
  }

  var unknown: ValueID { values.intern(.unknown) }

  private func addressOfReference(_ node: SyntaxTree.Node) -> ValueID {
    guard let cursor = tree[node].referenced else { return unknown }
    switch unit.declarations.classify(cursor) {
    case .function(let symbol, _): return values.intern(.function(symbol))
    case .global(let symbol, _): return values.intern(.global(symbol))
    case .automatic:
      let local = variables[cursor] ?? addVariable(cursor)
      return values.intern(.local(local))
    case .enumConstant, .field, .other: return unknown
    }
  }

  private func addressOfMember(_ node: SyntaxTree.Node) -> ValueID {
    guard let base = tree.firstChild(node), let field = tree[node].referenced else {
      return unknown
    }
    let type = tree[base].type.canonical
    // An array before an arrow is a parameter, or decays.
    let isArrow = type.kind == .pointer || type.kind.isArray
    return addressOfField(field, of: isArrow ? value(base) : address(base))
  }

  func addressOfField(_ field: Cursor, of base: ValueID) -> ValueID {
    guard case .field(let record, let name, _) = unit.declarations.classify(field) else {
      return unknown
    }
    guard let name else { return base }
    return values.field(base, record: record, name: name)
  }

  private func addressOfElement(_ node: SyntaxTree.Node) -> ValueID {
    let children = tree.children(node)
    guard children.count == 2 else { return unknown }
    // `i[a]` is `a[i]`.
    let isSwapped =
      tree[children[0]].type.canonical.kind != .pointer
      && tree[children[1]].type.canonical.kind == .pointer
    let base = value(isSwapped ? children[1] : children[0])
    return values.element(base, value(isSwapped ? children[0] : children[1]))
  }

  private func compoundLiteral(_ node: SyntaxTree.Node) -> ValueID {
    if let staticVariable { return staticLiteral(node, in: staticVariable) }
    let type = tree[node].type
    let address = values.intern(.local(makeTemporary(type)))
    if let initializer = tree.children(node).last {
      if isAggregate(initializer, of: type) {
        initializeAggregate(
          at: address, with: initializer, type: type, location: location(node))
      } else {
        store(value(initializer), to: address, at: location(node))
      }
    }
    return address
  }
}
