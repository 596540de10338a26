import ClangSyntax
import LockIR

extension FunctionLowering {
  // MARK: switch

  func switchStatement(_ node: SyntaxTree.Node) {
    let children = tree.children(node)
    guard children.count == 2 else { return }
    let place = location(children[0])
    let value = value(children[0])
    let head = graph.current
    let exit = graph.makeBlock()
    switches.append(Switch())
    breaks.append(JumpTarget(block: exit, depth: scopes.count))
    // What stands before the first case is not reached.
    graph.start(graph.makeBlock())
    statement(children[1])
    graph.end(with: .jump(exit))
    breaks.removeLast()
    let gathered = switches.removeLast()
    let otherwise = gathered.default ?? exit
    if let constant = values.constant(value) {
      let taken = gathered.cases.first { $0.low <= constant && constant <= $0.high }
      graph.set(.jump(taken?.target ?? otherwise), at: place, of: head)
    } else {
      graph.set(
        .select(value: value, cases: gathered.cases, otherwise: otherwise), at: place, of: head)
    }
    graph.start(exit, isReentered: true)
  }

  func caseStatement(_ node: SyntaxTree.Node) {
    let children = tree.children(node)
    guard children.count >= 2, let body = children.last else { return }
    let block = graph.makeBlock()
    let bounds = children.dropLast().compactMap { foldedConstant($0) ?? tree[$0].evaluatedInteger }
    if let low = bounds.first, let high = bounds.last, !switches.isEmpty {
      switches[switches.count - 1].cases.append(
        Terminator.Case(low: low, high: high, target: block))
    }
    graph.fallInto(block, isReentered: true)
    statement(body)
  }

  func defaultStatement(_ node: SyntaxTree.Node) {
    let block = graph.makeBlock()
    if !switches.isEmpty { switches[switches.count - 1].default = block }
    graph.fallInto(block, isReentered: true)
    for child in tree.children(node) { statement(child) }
  }

  // MARK: goto

  func labelStatement(_ node: SyntaxTree.Node) {
    labelOnly(node)
    for child in tree.children(node) { statement(child) }
  }

  /// The label without what it stands before.
  func labelOnly(_ node: SyntaxTree.Node) {
    graph.fallInto(block(ofLabel: tree[node].location), isReentered: true)
  }

  func block(ofLabel place: SourceLocation) -> BlockID {
    if let block = labels[place] { return block }
    let block = graph.makeBlock()
    labels[place] = block
    return block
  }

  func gotoStatement(_ node: SyntaxTree.Node) {
    guard let reference = tree.firstChild(node), let label = tree[reference].referenced?.location
    else {
      return
    }
    if let target = labelNodes.first(where: { tree[$0].location == label }) {
      emitCleanups(toLabel: target)
    }
    graph.end(with: .jump(block(ofLabel: label)), at: location(node))
  }

  var labelNodes: [SyntaxTree.Node] {
    tree.descendants(tree.root).filter { tree.kind($0) == .labelStmt }
  }

  /// A computed `goto` goes to any label whose address the function takes.
  func indirectGoto(_ node: SyntaxTree.Node) {
    var targets: [BlockID] = []
    for candidate in tree.descendants(tree.root) where tree.kind(candidate) == .addrLabelExpr {
      guard let reference = tree.firstChild(candidate),
        let label = tree[reference].referenced?.location
      else { continue }
      let block = block(ofLabel: label)
      if !targets.contains(block) { targets.append(block) }
    }
    graph.end(with: targets.isEmpty ? .unreachable : .any(targets), at: location(node))
  }
}
