import ClangSyntax
import LockIR

extension FunctionLowering {
  /// Inline assembly writes to its outputs, and goes on or to one of its labels.
  func asmStatement(_ node: SyntaxTree.Node) {
    let place = location(node)
    let text = AsmText(of: tree[node])
    let operands = tree.children(node)
    for (index, output) in text.outputs.enumerated() where index < operands.count {
      if text.isEmpty && output.isReadToo || isRegister(operands[index]) { continue }
      let tied = text.inputs.firstIndex { $0.tiedOutput == index }
        .map { $0 + text.outputs.count }
        .flatMap { operands.indices.contains($0) ? operands[$0] : nil }
      let result = tied.map { self.result(of: text, on: $0) } ?? unknown
      store(result, to: address(operands[index]), at: place)
    }
    guard !text.labels.isEmpty else { return }
    let next = graph.makeBlock()
    var targets = [next]
    for block in asmTargets(text.labels) where !targets.contains(block) { targets.append(block) }
    graph.end(with: .any(targets), at: place)
    graph.start(next, isReentered: true)
  }

  /// What is in an output that starts as an input: without instructions the input itself; after an
  /// addition to an address an element, as with the variables of each processor.
  private func result(of text: AsmText, on input: SyntaxTree.Node) -> ValueID {
    let value = value(input)
    if text.isEmpty { return value }
    return text.isAddition && tree[input].type.canonical.kind == .pointer
      ? values.element(value, unknown) : unknown
  }

  /// Whether an operand is a global name of a register, which stands for no object.
  private func isRegister(_ node: SyntaxTree.Node) -> Bool {
    let node = stripped(node)
    guard tree.kind(node) == .declRefExpr, let cursor = tree[node].referenced,
      case .global = unit.declarations.classify(cursor)
    else { return false }
    return cursor.isRegister
  }

  /// The blocks of labels that an `asm goto` names. A name that is a macro's parameter is not known:
  /// it may be any label.
  private func asmTargets(_ names: [String]) -> [BlockID] {
    let nodes = labelNodes
    return names.flatMap { name in
      let named = nodes.filter { tree[$0].spelling == name }
      return (named.isEmpty ? nodes : named).map { block(ofLabel: tree[$0].location) }
    }
  }
}
