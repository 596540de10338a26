import ClangSyntax
import LockIR

extension FunctionLowering {
  /// Lowers what is in a scope, and leaves the scope.
  func withScope(_ node: SyntaxTree.Node, _ body: () -> Void) {
    scopes.append(Scope(node: node))
    body()
    emitCleanups(downTo: scopes.count - 1)
    scopes.removeLast()
  }

  /// Calls the clean-up functions of all but the first `depth` open scopes, the innermost and
  /// latest variable first. The scopes stay open: control leaves them, the text does not.
  func emitCleanups(downTo depth: Int) {
    for scope in scopes[depth...].reversed() {
      for cleanup in scope.cleanups.reversed() { emit(cleanup) }
    }
  }

  /// Calls the clean-up functions of the variables that a jump to a label leaves: those whose scope
  /// the label is not in, and those that are declared after it.
  func emitCleanups(toLabel label: SyntaxTree.Node) {
    for scope in scopes.reversed() {
      let isInside = tree.contains(label, in: scope.node)
      for cleanup in scope.cleanups.reversed() where !isInside || label < cleanup.declaration {
        emit(cleanup)
      }
    }
  }

  private func emit(_ cleanup: Scope.Cleanup) {
    graph.emit(
      .call(
        number: graph.nextCallNumber(), callee: cleanup.function, arguments: [cleanup.variable]),
      at: cleanup.location)
  }

  /// Has the clean-up function of a variable called wherever its scope is left, if it has one.
  func addCleanup(of cursor: Cursor, at node: SyntaxTree.Node, variable: ValueID) {
    guard let name = Self.cleanupFunction(inDeclaration: cursor.prettyPrinted),
      !scopes.isEmpty
    else { return }
    var symbol = unit.declarations.intern(name)
    if let function = unit.function(named: name),
      case .function(let known, _) = unit.declarations.classify(function)
    {
      symbol = known
    }
    scopes[scopes.count - 1].cleanups.append(
      Scope.Cleanup(
        declaration: node, variable: variable, function: values.intern(.function(symbol)),
        location: location(node)))
  }

  /// The name in `__attribute__((cleanup(name)))`. libclang has no other way to it than printing:
  /// the attribute's own text is often a macro's.
  private static func cleanupFunction(inDeclaration text: String) -> String? {
    guard let start = text.firstRange(of: "__attribute__((cleanup(") else { return nil }
    let name = text[start.upperBound...].prefix { $0 != ")" }
    return name.isEmpty ? nil : String(name)
  }
}
