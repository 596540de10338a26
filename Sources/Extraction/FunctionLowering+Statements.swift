import ClangSyntax
import LockIR

extension FunctionLowering {
  func statement(_ node: SyntaxTree.Node) {
    switch tree.kind(node) {
    case .compoundStmt: compound(node)
    case .declStmt: for child in tree.children(node) { declaration(child) }
    case .nullStmt: break
    case .ifStmt: ifStatement(node)
    case .whileStmt: whileLoop(node)
    case .doStmt: doLoop(node)
    case .forStmt: forLoop(node)
    case .switchStmt: switchStatement(node)
    case .caseStmt: caseStatement(node)
    case .defaultStmt: defaultStatement(node)
    case .labelStmt: labelStatement(node)
    case .gotoStmt: gotoStatement(node)
    case .indirectGotoStmt: indirectGoto(node)
    case .breakStmt: leave(to: breaks.last, at: node)
    case .continueStmt: leave(to: continues.last, at: node)
    case .returnStmt: returnStatement(node)
    case .asmStmt: asmStatement(node)
    case .unexposedStmt: for child in tree.children(node) { statement(child) }
    case let kind where kind.isExpression: effect(node)
    default: break
    }
  }

  func compound(_ node: SyntaxTree.Node) {
    withScope(node) {
      for child in tree.children(node) { statement(child) }
    }
  }

  private func declaration(_ node: SyntaxTree.Node) {
    guard tree.kind(node) == .varDecl else { return }
    let cursor = tree[node]
    guard case .automatic = unit.declarations.classify(cursor) else {
      if cursor.isStorage { unit.lowerGlobal(cursor) }
      return
    }
    let local = addVariable(cursor)
    let address = values.intern(.local(local))
    let children = tree.children(node)
    if let initializer = cursor.initializer, let child = children.last, tree[child] == initializer {
      initialize(address, local: local, with: child, type: cursor.type, at: location(node))
    }
    if children.contains(where: { tree.kind($0) == .unexposedAttr }) {
      addCleanup(of: cursor, at: node, variable: address)
    }
  }

  private func initialize(
    _ address: ValueID, local: LocalID, with node: SyntaxTree.Node, type: ClangType,
    at location: Location
  ) {
    if isAggregate(node, of: type) {
      initializeAggregate(at: address, with: node, type: type, location: location)
      return
    }
    let value = value(node)
    if !unusedAnswers.isEmpty {
      store(value, to: address, at: location, isFresh: true)
      bindings[local] = (value, graph.epoch)
      discardable.insert(local)
    } else {
      store(value, to: address, at: location)
    }
  }

  // MARK: if

  private func ifStatement(_ node: SyntaxTree.Node) {
    let children = tree.children(node)
    guard children.count >= 2 else { return }
    let otherwise = children.count > 2 ? children[2] : nil
    if let constant = foldedConstant(children[0]) {
      let (taken, dead) =
        constant != 0 ? (children[1], otherwise) : (otherwise, children[1])
      if dead.map({ !canBeEntered($0) }) ?? true {
        if let taken { statement(taken) }
        return
      }
    }
    let thenBlock = graph.makeBlock()
    let joinBlock = graph.makeBlock()
    let otherwiseBlock = otherwise == nil ? joinBlock : graph.makeBlock()
    let asking = graph.current
    condition(children[0], then: thenBlock, otherwise: otherwiseBlock)
    graph.start(thenBlock)
    if graph.branches(at: asking), isUnansweredWarning(children[1], of: children[0]) {
      graph.end(with: .unreachable)
    } else {
      statement(children[1])
      graph.end(with: .jump(joinBlock))
    }
    if let otherwise {
      graph.start(otherwiseBlock)
      statement(otherwise)
      graph.end(with: .jump(joinBlock))
    }
    graph.start(joinBlock)
  }

  /// Whether a jump from elsewhere may lead into a statement.
  func canBeEntered(_ node: SyntaxTree.Node) -> Bool {
    let kinds = [node] + tree.descendants(node)
    return kinds.contains {
      switch tree.kind($0) {
      case .labelStmt, .caseStmt, .defaultStmt: true
      default: false
      }
    }
  }

  // MARK: return

  private func returnStatement(_ node: SyntaxTree.Node) {
    let location = location(node)
    guard let child = tree.firstChild(node) else {
      emitCleanups(downTo: 0)
      graph.end(with: .return(nil), at: location)
      return
    }
    if tree[child].type.canonical.kind == .void {
      effect(child)
      emitCleanups(downTo: 0)
      graph.end(with: .return(nil), at: location)
      return
    }
    var result = value(child)
    if scopes.contains(where: { !$0.cleanups.isEmpty }), values.constant(result) == nil {
      result = kept(result, type: tree[child].type, at: location)
    }
    emitCleanups(downTo: 0)
    graph.end(with: .return(result), at: location)
  }

  /// The value as it is now, whatever is stored afterwards.
  func kept(_ value: ValueID, type: ClangType?, at location: Location) -> ValueID {
    let temporary = values.intern(.local(makeTemporary(type)))
    store(value, to: temporary, at: location)
    return values.intern(.load(temporary))
  }
}
