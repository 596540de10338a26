import ClangSyntax
import Testing

@Suite struct SourceLocationTests {
  @Test func aMacrosTextHasThreePlaces() throws {
    let unit = try parse(
      """
      #define INNER 1
      #define OUTER(x) (INNER + x)
      int f(void) { return OUTER(2); }

      """)
    var literals: [Cursor] = []
    unit.root.walk { cursor in
      if cursor.kind == .integerLiteral { literals.append(cursor) }
      return .visitChildren
    }
    try #require(literals.count == 2)
    func places(_ location: ClangSyntax.SourceLocation) -> [String] {
      [location.filePosition, location.spellingPosition, location.expansionPosition].map {
        $0.map { "\($0.line):\($0.column)" } ?? "-"
      }
    }
    #expect(places(literals[0].location) == ["3:22", "1:15", "3:22"])
    #expect(places(literals[1].location) == ["3:28", "3:28", "3:22"])
  }

  @Test func aFilesTextIsWhatTheParserSaw() throws {
    let text = "int x;\n"
    let unit = try parse(text)
    var file: File?
    unit.root.walk { cursor in
      file = cursor.location.filePosition?.file
      return .stop
    }
    let read = try #require(file).withContents { String(decoding: $0, as: UTF8.self) }
    #expect(read == text)
    #expect(file?.name == "/a.c")
  }
}
