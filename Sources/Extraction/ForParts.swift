import ClangSyntax

/// The parts of a `for` statement.
///
/// libclang lists the parts that are there and does not say which ones are not. The text between
/// the parentheses decides; where it cannot be read, the kinds of the expressions do.
struct ForParts {
  private(set) var initializer: SyntaxTree.Node?
  private(set) var condition: SyntaxTree.Node?
  private(set) var increment: SyntaxTree.Node?
  let body: SyntaxTree.Node

  init(of node: SyntaxTree.Node, in tree: SyntaxTree) {
    var parts = tree.children(node)
    body = parts.popLast() ?? node
    if parts.count == 3 {
      (initializer, condition, increment) = (parts[0], parts[1], parts[2])
      return
    }
    if parts.isEmpty { return }
    if let slots = Self.writtenSlots(of: tree[node]), slots.count(where: \.self) == parts.count {
      var rest = parts[...]
      if slots[0] { initializer = rest.popFirst() }
      if slots[1] { condition = rest.popFirst() }
      if slots[2] { increment = rest.popFirst() }
      return
    }
    guess(parts, in: tree)
  }

  /// Which of the three slots have text; nil if the text is not that of a `for`.
  private static func writtenSlots(of cursor: Cursor) -> [Bool]? {
    guard let position = cursor.location.spellingPosition else { return nil }
    return position.file.withContents { text in
      guard position.offset < text.count else { return nil }
      var scanner = TextScanner(text: text, offset: position.offset)
      guard scanner.identifier() == "for", scanner.consume("(") else { return nil }
      return scanner.sections(separatedBy: ";").map { sections in sections.map { !$0.isEmpty } }
        .flatMap { $0.count == 3 ? $0 : nil }
    }
  }

  /// By the kinds alone: what has an effect and no comparison at its top is no condition.
  private mutating func guess(_ parts: [SyntaxTree.Node], in tree: SyntaxTree) {
    var rest = parts[...]
    if let first = rest.first,
      tree.kind(first) == .declStmt || rest.count == 2 && Self.hasEffect(first, in: tree)
    {
      initializer = rest.popFirst()
    }
    if let next = rest.first, !Self.hasEffect(next, in: tree) { condition = rest.popFirst() }
    increment = rest.popFirst()
  }

  private static func hasEffect(_ node: SyntaxTree.Node, in tree: SyntaxTree) -> Bool {
    switch tree.kind(node) {
    case .compoundAssignOperator: true
    case .binaryOperator:
      tree[node].binaryOperator == .assign || tree[node].binaryOperator == .comma
    case .unaryOperator:
      switch tree[node].unaryOperator {
      case .postIncrement, .postDecrement, .preIncrement, .preDecrement: true
      default: false
      }
    case .parenExpr: tree.firstChild(node).map { hasEffect($0, in: tree) } ?? false
    default: false
    }
  }
}
