import ClangSyntax
import Testing

@Suite struct TranslationUnitTests {
  @Test func aCursorKeepsItsUnitAlive() throws {
    weak var unit: TranslationUnit?
    do {
      var cursor: Cursor?
      do {
        let parsed = try parse("int variable;\n")
        unit = parsed
        parsed.root.walk { candidate in
          cursor = candidate
          return .stop
        }
      }
      #expect(unit != nil)
      #expect(cursor?.spelling == "variable")
    }
    #expect(unit == nil)
  }

  @Test func aUnitKeepsItsIndexAlive() throws {
    weak var index: Index?
    do {
      let unit: TranslationUnit
      do {
        let made = Index()
        index = made
        unit = try TranslationUnit(
          parsing: "/a.c", arguments: [],
          unsavedFiles: [UnsavedFile(path: "/a.c", text: "int x;")], index: made)
      }
      #expect(index != nil)
      #expect(unit.root.kind == .translationUnit)
    }
    #expect(index == nil)
  }

  @Test func diagnosticsTellSeverityAndPlace() throws {
    let unit = try parse("#warning careful\nint x = y;\n")
    #expect(unit.diagnostics.map(\.severity) == [.warning, .error])
    #expect(unit.diagnostics[1].message == "use of undeclared identifier 'y'")
    #expect(unit.diagnostics[1].location.filePosition?.line == 2)
    #expect(unit.diagnostics[1].location.filePosition?.column == 9)
    #expect(unit.diagnostics[1].location.isInMainFile)
  }

  @Test func unsavedTextReplacesFilesAndMayHoldAnyCharacters() throws {
    let unit = try parse("#include \"é.h\"\n", others: [UnsavedFile(path: "/é.h", text: "int ü;")])
    #expect(unit.diagnostics.isEmpty)
    var names: [String] = []
    unit.root.walk { cursor in
      names.append(cursor.spelling)
      return .skipChildren
    }
    #expect(names == ["ü"])
  }

  @Test func aFileThatIsNotThereIsAFailure() {
    #expect(throws: ParseFailure.rejected(path: "/no/such/file.c", code: 1)) {
      try TranslationUnit(parsing: "/no/such/file.c", arguments: [], index: Index())
    }
  }
}

/// Parses a text that exists only in memory.
func parse(_ text: String, others: [UnsavedFile] = []) throws -> TranslationUnit {
  try TranslationUnit(
    parsing: "/a.c", arguments: [],
    unsavedFiles: [UnsavedFile(path: "/a.c", text: text)] + others, index: Index())
}
