import ClangSyntax

/// Finds the branch of a `_Generic` that the compiler has chosen.
///
/// libclang lists the branches without their types. The whole has the type of the branch, which
/// often decides; else the names in the text do, else the function that a branch calls.
struct GenericSelection {
  let chosen: SyntaxTree.Node?

  init(_ node: SyntaxTree.Node, in tree: SyntaxTree) {
    let expressions = tree.children(node).filter { tree.kind($0).isExpression }
    guard let controlling = expressions.first else {
      chosen = nil
      return
    }
    let branches = Array(expressions.dropFirst())
    let type = tree[node].type
    let same = branches.filter { tree[$0].type == type }
    let candidates =
      same.isEmpty ? branches.filter { tree[$0].type.canonical == type.canonical } : same
    if candidates.count < 2 {
      chosen = candidates.first ?? branches.last
      return
    }
    let controllingType = tree[controlling].type
    chosen =
      Self.branch(named: controllingType, of: branches, in: tree[node])
      ?? candidates.first { Self.takes($0, controllingType, in: tree) } ?? candidates.first
  }

  /// The branch whose association names the type in the text, or the default if all are named.
  private static func branch(
    named type: ClangType, of branches: [SyntaxTree.Node], in cursor: Cursor
  ) -> SyntaxTree.Node? {
    guard let position = cursor.location.spellingPosition else { return nil }
    let sections: [String] = position.file.withContents { text in
      guard position.offset < text.count else { return [] }
      var scanner = TextScanner(text: text, offset: position.offset)
      guard scanner.identifier() == "_Generic", scanner.consume("(") else { return [] }
      return scanner.sections(separatedBy: ",") ?? []
    }
    guard sections.count == branches.count + 1 else { return nil }
    let names = sections.dropFirst().map { section in
      section.contains(":") ? String(section.prefix { $0 != ":" }).filter { $0 != " " } : nil
    }
    let wanted = [type.spelling, type.canonical.spelling].map { $0.filter { $0 != " " } }
    if let index = names.firstIndex(where: { $0.map(wanted.contains) ?? false }) {
      return branches[index]
    }
    guard !names.contains(nil), let index = names.firstIndex(of: "default") else { return nil }
    return branches[index]
  }

  /// Whether a branch calls a function that takes a type, or a pointer to it.
  private static func takes(
    _ branch: SyntaxTree.Node, _ type: ClangType, in tree: SyntaxTree
  ) -> Bool {
    guard tree.kind(branch) == .callExpr,
      let parameter = tree[branch].referenced?.parameters.first?.type.canonical
    else { return false }
    let taken = parameter.kind == .pointer ? parameter.pointee.canonical : parameter
    return taken.declaration != nil && taken.declaration == type.canonical.declaration
  }
}
