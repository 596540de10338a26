internal import CLibclang

/// What is below a cursor, laid flat in preorder.
///
/// Asking libclang for the children of one node at a time costs more than all else in extraction,
/// so one walk fetches a whole function.
package struct SyntaxTree {
  /// A node, as its place in preorder: what comes later in the text has a greater one.
  package struct Node: Hashable, Sendable, Comparable {
    package let index: Int32

    package static func < (left: Node, right: Node) -> Bool { left.index < right.index }
  }

  private let unit: TranslationUnit
  private var cursors: [CXCursor] = []
  /// For each node, the first node in preorder that is not below it.
  private var ends: [Int32] = []

  /// Fetches everything below a cursor; the cursor itself is the node `root`.
  ///
  /// - Complexity: O(*n*) in the number of nodes.
  package init(of root: Cursor) {
    unit = root.unit
    cursors.append(root.raw)
    ends.append(0)
    var open: [Int32] = [0]
    VisitorTrampoline.walk(root.raw) { cursor, parent in
      while open.count > 1, let top = open.last,
        clang_equalCursors(cursors[Int(top)], parent) == 0
      {
        ends[Int(top)] = Int32(cursors.count)
        open.removeLast()
      }
      // libclang shows a constant expression as what is in it, and then what is in it again.
      if let top = open.last, clang_equalCursors(cursors[Int(top)], cursor) != 0 {
        return .visitChildren
      }
      open.append(Int32(cursors.count))
      cursors.append(cursor)
      ends.append(0)
      return .visitChildren
    }
    for index in open { ends[Int(index)] = Int32(cursors.count) }
  }

  package var root: Node { Node(index: 0) }

  package subscript(node: Node) -> Cursor { Cursor(cursors[Int(node.index)], in: unit) }

  package func kind(_ node: Node) -> CursorKind { CursorKind(cursors[Int(node.index)].kind) }

  /// The children of a node in source order.
  package func children(_ node: Node) -> [Node] {
    var children: [Node] = []
    var next = node.index + 1
    let end = ends[Int(node.index)]
    while next < end {
      children.append(Node(index: next))
      next = ends[Int(next)]
    }
    return children
  }

  /// The first child, without making an array.
  package func firstChild(_ node: Node) -> Node? {
    node.index + 1 < ends[Int(node.index)] ? Node(index: node.index + 1) : nil
  }

  /// Whether a node is below another one, or is it.
  package func contains(_ node: Node, in ancestor: Node) -> Bool {
    ancestor.index <= node.index && node.index < ends[Int(ancestor.index)]
  }

  /// Everything below a node in preorder, without the node itself.
  package func descendants(_ node: Node) -> LazyMapSequence<Range<Int32>, Node> {
    (node.index + 1..<ends[Int(node.index)]).lazy.map(Node.init(index:))
  }
}
