import ClangSyntax
import Testing

@Suite struct CursorTests {
  private enum Refusal: Error, Equatable {
    case at(String)
  }

  @Test func aWalkEndsWithWhatItsVisitorThrows() throws {
    let unit = try parse("int a; int b; int c;\n")
    var seen: [String] = []
    #expect(throws: Refusal.at("b")) {
      try unit.root.walk { (cursor) throws(Refusal) -> Step in
        seen.append(cursor.spelling)
        if cursor.spelling == "b" { throw .at("b") }
        return .skipChildren
      }
    }
    #expect(seen == ["a", "b"])
  }

  @Test func aWalkVisitsSkipsAndStops() throws {
    let unit = try parse("struct s { int a; }; struct t { int b; }; int c; int d;\n")
    var seen: [String] = []
    unit.root.walk { cursor in
      seen.append(cursor.spelling)
      return switch cursor.spelling {
      case "s": .visitChildren
      case "c": .stop
      default: .skipChildren
      }
    }
    #expect(seen == ["s", "a", "t", "c"])
  }

  @Test func walksNest() throws {
    let unit = try parse("struct s { int a; int b; }; struct t { int c; };\n")
    var seen: [String] = []
    unit.root.walk { outer in
      outer.walk { inner in
        seen.append("\(outer.spelling).\(inner.spelling)")
        return .skipChildren
      }
      return .skipChildren
    }
    #expect(seen == ["s.a", "s.b", "t.c"])
  }

  @Test func anUnwrappedKindSurvives() throws {
    let unit = try parse("_Static_assert(1, \"\"); int x;\n")
    var kinds: [CursorKind] = []
    unit.root.walk { cursor in
      kinds.append(cursor.kind)
      return .skipChildren
    }
    #expect(kinds.count == 2)
    #expect(kinds.first.map { if case .other = $0 { true } else { false } } == true)
    #expect(kinds.last == .varDecl)
  }

  @Test func declarationsTellLinkageAndStorage() throws {
    let unit = try parse("static int a; extern int b; int c; extern int d = 1;\n")
    var told: [String] = []
    unit.root.walk { cursor in
      told.append("\(cursor.spelling) \(cursor.linkage) \(cursor.isStatic) \(cursor.isStorage)")
      return .skipChildren
    }
    #expect(
      told == [
        "a internal true true", "b external false false", "c external false true",
        "d external false true",
      ])
  }

  @Test(
    arguments: [
      ("1 + 2", 3), ("-1", -1), ("~0u", 0xffff_ffff), ("~0ull", -1), ("sizeof(long)", 8),
    ] as [(String, Int64)])
  func integerConstantExpressionsEvaluate(expression: String, value: Int64) throws {
    let unit = try parse("unsigned long long x = \(expression);\n")
    var initializer: Cursor?
    unit.root.walk { cursor in
      initializer = cursor.initializer
      return .stop
    }
    #expect(try #require(initializer).evaluatedInteger == value)
  }

  @Test func whatIsNoIntegerDoesNotEvaluate() throws {
    let unit = try parse("int y; int *x = &y;\n")
    var last: Cursor?
    unit.root.walk { cursor in
      last = cursor
      return .skipChildren
    }
    #expect(try #require(last?.initializer).evaluatedInteger == nil)
  }

  @Test func aRecordsFieldsIncludeUnnamedOnes() throws {
    let unit = try parse("struct s { int a; union { int b; int c; }; struct { int d; } e; } x;\n")
    var fields: [String] = []
    unit.root.walk { cursor in
      if cursor.kind == .varDecl {
        fields = cursor.type.canonical.fields.map {
          $0.isAnonymousMember ? "(anonymous)" : $0.spelling
        }
      }
      return .skipChildren
    }
    #expect(fields == ["a", "(anonymous)", "e"])
  }
}
