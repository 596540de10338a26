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
  private let cursors: [CXCursor]
  /// For each node, the first node in preorder that is not below it.
  private let ends: [Int32]

  /// Fetches everything below a cursor; the cursor itself is the node `root`.
  ///
  /// - Complexity: O(*n*) in the number of nodes.
  package init(of root: Cursor) {
    var builder = Builder(root: root.raw)
    withUnsafeMutablePointer(to: &builder) { builder in
      // Not through `VisitorTrampoline`: this is called for every node of every function.
      _ = clang_visitChildren(
        root.raw,
        { cursor, parent, context in
          guard let context else { return CXChildVisit_Break }
          context.assumingMemoryBound(to: Builder.self).pointee.add(cursor, below: parent)
          return CXChildVisit_Recurse
        }, builder)
    }
    builder.finish()
    unit = root.unit
    cursors = builder.cursors
    ends = builder.ends
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

extension SyntaxTree {
  /// Lays out what a walk visits.
  private struct Builder {
    private(set) var cursors: [CXCursor]
    private(set) var ends: [Int32] = [0]
    /// The nodes from the root to the one that was visited last.
    private var open: [Int32] = [0]

    init(root: CXCursor) {
      cursors = [root]
    }

    mutating func add(_ cursor: CXCursor, below parent: CXCursor) {
      while open.count > 1, !isSame(cursors[Int(open[open.count - 1])], parent) {
        ends[Int(open.removeLast())] = Int32(cursors.count)
      }
      // libclang shows a constant expression as what is in it, and then what is in it again.
      if isSame(cursors[Int(open[open.count - 1])], cursor) { return }
      open.append(Int32(cursors.count))
      cursors.append(cursor)
      ends.append(0)
    }

    mutating func finish() {
      for index in open { ends[Int(index)] = Int32(cursors.count) }
    }

    private func isSame(_ left: CXCursor, _ right: CXCursor) -> Bool {
      left.data.1 == right.data.1 && clang_equalCursors(left, right) != 0
    }
  }
}
