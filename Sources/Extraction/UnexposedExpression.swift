import ClangSyntax

/// What an expression is that libclang has no kind for, as far as its children tell.
enum UnexposedExpression {
  /// An implicit cast and the like: what is in it.
  case transparent(SyntaxTree.Node)
  /// `a ?: b`
  case elvis(common: SyntaxTree.Node, otherwise: SyntaxTree.Node)
  /// `__builtin_choose_expr`: the branch that counts.
  case chosen(SyntaxTree.Node)
  /// `offsetof`
  case offset
  /// Something that only the parser can evaluate.
  case opaque

  init(_ node: SyntaxTree.Node, in tree: SyntaxTree) {
    let children = tree.children(node)
    if children.contains(where: { tree.kind($0) == .memberRef }) {
      self = .offset
      return
    }
    switch children.count {
    case 1 where tree.kind(children[0]).isExpression:
      // A cast starts where its operand does; `__builtin_types_compatible_p(typeof(x), int)` has an
      // operand too.
      self =
        tree[node].location == tree[children[0]].location
        ? .transparent(children[0]) : .opaque
    case 3:
      self = .chosen(tree[children[0]].evaluatedInteger == 0 ? children[2] : children[1])
    case 4 where tree[children[0]].location == tree[children[1]].location:
      self = .elvis(common: children[0], otherwise: children[3])
    default:
      self = .opaque
    }
  }
}
