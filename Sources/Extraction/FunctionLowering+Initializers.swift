import ClangSyntax
import LockIR

extension FunctionLowering {
  /// Whether an initialiser sets the parts of a variable one by one.
  func isAggregate(_ node: SyntaxTree.Node, of type: ClangType) -> Bool {
    guard tree.kind(stripped(node)) == .initListExpr else { return false }
    let kind = type.canonical.kind
    return kind == .record || kind.isArray
  }

  /// Stores what an initialiser list gives to the parts of a variable. Parts that it leaves out,
  /// which are zero, are left out here too.
  func initializeAggregate(
    at address: ValueID, with node: SyntaxTree.Node, type: ClangType, location: Location
  ) {
    forEachPart(of: node, type: type) { path, node in
      var target = address
      for step in path { target = self.part(step, of: target) }
      self.store(self.value(node), to: target, at: self.location(node))
    }
  }

  private func part(_ step: InitializerPath.Step, of base: ValueID) -> ValueID {
    switch step {
    case .field(let field): addressOfField(field, of: base)
    case .element(let index): values.intern(.element(base: base, index: values.constant(index)))
    }
  }

  /// Calls `body` for each expression of an initialiser list, with the way to what it sets.
  func forEachPart(
    of node: SyntaxTree.Node, type: ClangType,
    _ body: (_ path: [InitializerPath.Step], _ node: SyntaxTree.Node) -> Void
  ) {
    let node = stripped(node)
    guard tree.kind(node) == .initListExpr else { return body([], node) }
    var path = InitializerPath(of: type)
    for child in tree.children(node) {
      var expression = child
      if let designation = designation(child) {
        path.designate(designation.steps)
        expression = designation.value
      }
      let inner = stripped(expression)
      if tree.kind(inner) == .initListExpr {
        let prefix = path.steps
        forEachPart(of: inner, type: path.currentType) { body(prefix + $0, $1) }
      } else if tree.kind(inner) == .compoundLiteralExpr, !path.currentType.isScalar,
        let list = tree.children(inner).last
      {
        // A static variable may take a compound literal for its parts.
        path.descend(toHold: tree[inner].type)
        let prefix = path.steps
        forEachPart(of: list, type: tree[inner].type) { body(prefix + $0, $1) }
      } else {
        path.descend(toHold: tree[inner].type)
        body(path.steps, expression)
      }
      path.advance()
    }
  }

  /// The designators before an expression of an initialiser list, if it has any.
  private func designation(
    _ node: SyntaxTree.Node
  ) -> (steps: [InitializerPath.Step], value: SyntaxTree.Node)? {
    guard tree.kind(node) == .unexposedExpr else { return nil }
    let children = tree.children(node)
    guard children.count >= 2, let value = children.last else { return nil }
    let designators = children.dropLast()
    let hasField = designators.contains { tree.kind($0) == .memberRef }
    guard hasField || startsWithBracket(node) else { return nil }
    let steps = designators.compactMap { designator -> InitializerPath.Step? in
      if tree.kind(designator) == .memberRef {
        return tree[designator].referenced.map { .field($0) }
      }
      return foldedConstant(designator).map { .element($0) }
    }
    return (steps, value)
  }

  private func startsWithBracket(_ node: SyntaxTree.Node) -> Bool {
    guard let position = tree[node].location.spellingPosition else { return false }
    return position.file.withContents {
      position.offset < $0.count && $0[position.offset] == UInt8(ascii: "[")
    }
  }

  // MARK: Static variables

  /// What the initialiser of a static variable sets, and what those of the compound literals in it set.
  func staticInitializers(of symbol: NameID) -> [Initializer] {
    guard let root = tree.children(tree.root).last else { return [] }
    staticVariable = symbol
    let own = initializers(of: symbol, from: root, type: cursor.type)
    return own + literalInitializers
  }

  /// A compound literal in the initialiser of a static variable: a variable without a name, which lives as long.
  func staticLiteral(
    _ node: SyntaxTree.Node, in variable: NameID
  ) -> ValueID {
    let symbol = unit.addLiteral(in: variable, type: tree[node].type, at: location(node))
    if let list = tree.children(node).last {
      literalInitializers += initializers(of: symbol, from: list, type: tree[node].type)
    }
    return values.intern(.global(symbol))
  }

  private func initializers(
    of symbol: NameID, from root: SyntaxTree.Node, type: ClangType
  ) -> [Initializer] {
    var initializers: [Initializer] = []
    // A variable may take a compound literal as a whole.
    let isLiteral = tree.kind(stripped(root)) == .compoundLiteralExpr && !type.isScalar
    let list = isLiteral ? tree.children(stripped(root)).last : nil
    forEachPart(of: list ?? root, type: type) { path, node in
      guard let content = self.content(of: self.value(node)) else { return }
      let fields = path.compactMap { step -> Initializer.Field? in
        guard case .field(let field) = step,
          case .field(let record, let name?, _) = self.unit.declarations.classify(field)
        else { return nil }
        return Initializer.Field(record: record, name: name)
      }
      initializers.append(
        Initializer(
          global: symbol, path: fields, content: content, location: self.location(node)))
    }
    return initializers
  }

  private func content(of value: ValueID) -> Initializer.Content? {
    var fields: [Initializer.Field] = []
    var value = value
    while true {
      switch values[value] {
      case .constant(let constant): return fields.isEmpty ? .constant(constant) : nil
      case .string(let text): return .string(text)
      case .function(let symbol): return .function(symbol)
      case .global(let symbol): return .global(symbol, fields: fields.reversed())
      case .field(let base, let record, let name):
        fields.append(Initializer.Field(record: record, name: name))
        value = base
      case .element(let base, _): value = base
      default: return nil
      }
    }
  }
}
