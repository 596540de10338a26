import ClangSyntax
import LockIR

/// Lowers one function, or the initialiser of one static variable.
///
/// The extensions of this type lower one kind of construct each.
final class FunctionLowering {
  /// A scope of the source that has been entered.
  struct Scope {
    /// A variable whose clean-up function is called when the scope is left.
    struct Cleanup {
      let declaration: SyntaxTree.Node
      let variable: ValueID
      let function: ValueID
      let location: Location
    }

    let node: SyntaxTree.Node
    var cleanups: [Cleanup] = []
  }

  /// Where `break` or `continue` goes.
  struct JumpTarget {
    let block: BlockID
    /// How many scopes stay open there.
    let depth: Int
  }

  /// A `switch` whose body is being lowered.
  struct Switch {
    var cases: [Terminator.Case] = []
    var `default`: BlockID?
  }

  let unit: UnitLowering
  let cursor: Cursor
  let tree: SyntaxTree
  var values = ValueTable()
  var graph = GraphBuilder()
  var locals: [Local] = []
  var variables: [Cursor: LocalID] = [:]
  /// The declarations of `variables`.
  var cursors: [LocalID: Cursor] = [:]
  var scopes: [Scope] = []
  var breaks: [JumpTarget] = []
  var continues: [JumpTarget] = []
  var switches: [Switch] = []
  /// By where they stand: libclang's cursor of a label and that of what a `goto` refers to differ.
  var labels: [SourceLocation: BlockID] = [:]
  /// The statement expressions that are open: of those whose value nobody uses, the variable that is it.
  var unusedAnswers: [Cursor?] = []
  /// Variables of statement expressions: what they were initialised with, and when.
  var bindings: [LocalID: (value: ValueID, epoch: Int)] = [:]
  /// Variables that something but their declaration may write to.
  private(set) lazy var rewritten = rewrittenVariables()
  /// The static variable of which the initialiser is lowered, if that is what is.
  var staticVariable: NameID?
  /// What the compound literals in that initialiser are initialised with.
  var literalInitializers: [Initializer] = []
  /// Whether what is lowered stands in a header.
  private(set) lazy var isOfHeader = !unit.declarations.isLoweredAsAWhole(cursor)
  /// Temporaries whose stores may go if nobody reads them.
  var discardable: Set<LocalID> = []

  init(of cursor: Cursor, in unit: UnitLowering) {
    self.unit = unit
    self.cursor = cursor
    tree = SyntaxTree(of: cursor)
  }

  func lower() -> LockIR.Function {
    let parameters = cursor.parameters
    for parameter in parameters { addVariable(parameter) }
    if let body = tree.children(tree.root).last(where: { tree.kind($0) == .compoundStmt }) {
      statement(body)
    }
    graph.end(with: .return(nil))
    var simplifier = GraphSimplifier(
      blocks: graph.blocks, values: values.values, discardable: discardable)
    let (blocks, values) = simplifier.simplify()
    return LockIR.Function(
      symbol: unit.declarations.symbol(ofFunction: cursor),
      name: unit.declarations.intern(cursor.spelling), location: location(of: cursor.location),
      attributes: AttributeReader.attributes(of: cursor).map { unit.declarations.intern($0) },
      parameterCount: parameters.count, locals: locals, values: values, blocks: blocks)
  }

  // MARK: Variables

  @discardableResult
  func addVariable(_ cursor: Cursor) -> LocalID {
    let type = cursor.type
    let id = LocalID(locals.count)
    locals.append(
      Local(
        name: unit.declarations.name(ofVariable: cursor),
        record: unit.declarations.record(of: type), isPointer: type.canonical.kind == .pointer))
    variables[cursor] = id
    cursors[id] = cursor
    return id
  }

  /// A variable of the lowering's own; `type` is what it will hold.
  func makeTemporary(_ type: ClangType? = nil) -> LocalID {
    let id = LocalID(locals.count)
    locals.append(
      Local(
        name: unit.declarations.intern(""),
        record: type.flatMap { unit.declarations.record(of: $0) },
        isPointer: type?.canonical.kind == .pointer))
    discardable.insert(id)
    return id
  }

  // MARK: Places

  func location(of source: SourceLocation) -> Location { unit.location(of: source) }

  func location(_ node: SyntaxTree.Node) -> Location { location(of: tree[node].location) }

  // MARK: Operations

  func load(_ address: ValueID) -> ValueID {
    if case .local(let local) = values[address], let binding = bindings[local],
      binding.epoch == graph.epoch || isStable(local) && isStable(binding.value)
    {
      return binding.value
    }
    return values.intern(.load(address))
  }

  func store(_ value: ValueID, to address: ValueID, at location: Location, isFresh: Bool = false) {
    graph.emit(.store(address: address, value: value), at: location, keepsEpoch: isFresh)
  }
}
