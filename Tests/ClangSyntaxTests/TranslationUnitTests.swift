import ClangSyntax
import Foundation
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

  @Test func theTextOfAFileIsTheOneThatWasParsedByWhateverName() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "syntax-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "sub"), withIntermediateDirectories: true)
    let header = folder.appending(path: "own.h").path(percentEncoded: false)
    try Data("int disk;\n".utf8).write(to: URL(filePath: header))
    let unit = try TranslationUnit(
      parsing: folder.path(percentEncoded: false) + "/a.c", arguments: [],
      unsavedFiles: [
        UnsavedFile(
          path: folder.path(percentEncoded: false) + "/a.c", text: "#include \"sub/../own.h\"\n"),
        UnsavedFile(path: header, text: "int memory;\n"),
      ], index: Index())
    var texts: [String] = []
    unit.root.walk { cursor in
      if let place = cursor.location.filePosition {
        texts.append(place.file.withContents { String(decoding: $0, as: UTF8.self) })
      }
      return .skipChildren
    }
    #expect(texts == ["int memory;\n"])
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
