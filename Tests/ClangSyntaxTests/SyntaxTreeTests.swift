import ClangSyntax
import Testing

@Suite struct SyntaxTreeTests {
  private func tree(of text: String) throws -> SyntaxTree {
    let unit = try parse(text)
    var function: Cursor?
    unit.root.walk { cursor in
      if cursor.kind == .functionDecl { function = cursor }
      return .skipChildren
    }
    return SyntaxTree(of: try #require(function))
  }

  /// The kinds of a tree as nested lists.
  private func outline(_ tree: SyntaxTree, _ node: SyntaxTree.Node) -> String {
    let children = tree.children(node)
    let kind = "\(tree.kind(node))"
    return children.isEmpty
      ? kind : kind + "(" + children.map { outline(tree, $0) }.joined(separator: " ") + ")"
  }

  @Test func theTreeHasTheShapeOfTheText() throws {
    let tree = try tree(of: "int f(int x) { if (x) return 1; return 2; }\n")
    #expect(
      outline(tree, tree.root) == """
        functionDecl(parmDecl compoundStmt(ifStmt(unexposedExpr(declRefExpr) \
        returnStmt(integerLiteral)) returnStmt(integerLiteral)))
        """)
  }

  @Test func aConstantExpressionIsThereOnce() throws {
    let tree = try tree(of: "void f(int x) { switch (x) { case 1 + 2: ; } }\n")
    let cases = tree.descendants(tree.root).filter { tree.kind($0) == .caseStmt }
    #expect(
      cases.map { outline(tree, $0) } == [
        "caseStmt(binaryOperator(integerLiteral integerLiteral) nullStmt)"
      ])
  }

  @Test func nodesKnowWhatTheyAreIn() throws {
    let tree = try tree(of: "void f(int x) { { x; } x; }\n")
    let body = tree.children(tree.root)[1]
    let parts = tree.children(body)
    let inner = tree.children(parts[0])[0]
    #expect(tree.contains(inner, in: parts[0]))
    #expect(tree.contains(inner, in: body))
    #expect(tree.contains(inner, in: inner))
    #expect(!tree.contains(parts[1], in: parts[0]))
    #expect(!tree.contains(body, in: parts[0]))
    #expect(inner < parts[1])
    #expect(tree.firstChild(body) == parts[0])
    #expect(tree.firstChild(tree.children(tree.root)[0]) == nil)
  }

  @Test func aBigFunctionIsFetchedInOneWalk() throws {
    let statements = String(repeating: "x = x + 1; ", count: 10_000)
    let tree = try tree(of: "void f(int x) { \(statements) }\n")
    #expect(tree.children(tree.children(tree.root)[1]).count == 10_000)
  }
}
