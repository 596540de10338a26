internal import CLibclang

/// A node of a syntax tree. Keeps its translation unit alive.
package struct Cursor: Hashable {
  let raw: CXCursor
  package let unit: TranslationUnit

  init(_ raw: CXCursor, in unit: TranslationUnit) {
    self.raw = raw
    self.unit = unit
  }

  /// Nil for libclang's null cursor.
  init?(validating raw: CXCursor, in unit: TranslationUnit) {
    if clang_Cursor_isNull(raw) != 0 || clang_isInvalid(raw.kind) != 0 { return nil }
    self.init(raw, in: unit)
  }

  package var kind: CursorKind { CursorKind(raw.kind) }

  /// The name of a declaration, the text of a literal, or nothing.
  package var spelling: String { String(consuming: clang_getCursorSpelling(raw)) }

  /// The type of a declaration or of an expression.
  package var type: ClangType { ClangType(clang_getCursorType(raw), in: unit) }

  /// Where the name of a declaration stands, or where an expression or a statement starts.
  package var location: SourceLocation { SourceLocation(clang_getCursorLocation(raw), in: unit) }

  /// Where the whole construct starts.
  package var start: SourceLocation {
    SourceLocation(clang_getRangeStart(clang_getCursorExtent(raw)), in: unit)
  }

  /// The declaration that a reference means.
  package var referenced: Cursor? {
    Cursor(validating: clang_getCursorReferenced(raw), in: unit)
  }

  /// The definition of what is declared, if the unit has it.
  package var definition: Cursor? {
    Cursor(validating: clang_getCursorDefinition(raw), in: unit)
  }

  /// The first of all declarations of the same thing.
  package var firstDeclaration: Cursor { Cursor(clang_getCanonicalCursor(raw), in: unit) }

  /// Whether this declaration is a definition.
  package var isDefinition: Bool { clang_isCursorDefinition(raw) != 0 }

  /// The declaration around this one.
  package var semanticParent: Cursor? {
    Cursor(validating: clang_getCursorSemanticParent(raw), in: unit)
  }

  /// Whether a struct, union or enum has no name, not even through a `typedef`.
  package var isAnonymous: Bool { clang_Cursor_isAnonymous(raw) != 0 }

  /// The declaration printed as C, with its attributes.
  package var prettyPrinted: String {
    let policy = clang_getCursorPrintingPolicy(raw)
    defer { clang_PrintingPolicy_dispose(policy) }
    return String(consuming: clang_getCursorPrettyPrinted(raw, policy))
  }

  /// Visits what is below the cursor, in source order.
  ///
  /// - Throws: what `visit` throws; the walk ends there.
  package func walk<Failure>(_ visit: (Cursor) throws(Failure) -> Step) throws(Failure) {
    var failure: Failure?
    VisitorTrampoline.walk(raw) { cursor, _ in
      do throws(Failure) {
        return try visit(Cursor(cursor, in: unit))
      } catch {
        failure = error
        return .stop
      }
    }
    if let failure { throw failure }
  }

  package static func == (left: Cursor, right: Cursor) -> Bool {
    clang_equalCursors(left.raw, right.raw) != 0
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(clang_hashCursor(raw))
  }
}
