import ClangSyntax
import LockIR

/// Names what a unit declares, each declaration once.
struct DeclarationTable {
  private(set) var names = NameTable()
  private(set) var files: FileTable
  private var known: [Cursor: Declaration] = [:]
  private var records: [Cursor: NameID] = [:]
  /// Definitions outside the files that are lowered as a whole, in the order that they were met.
  private(set) var reached: [Cursor] = []
  private var reachedSymbols: Set<NameID> = []
  private var numberedGlobals: [String: Int] = [:]

  /// Symbols of functions that nobody wants to reach.
  private let knownFunctions: Set<String>

  init(files: FileTable, knownFunctions: Set<String>) {
    self.files = files
    self.knownFunctions = knownFunctions
  }

  mutating func intern(_ name: String) -> NameID { names.intern(name) }

  mutating func path(of file: File) -> String { files.path(of: file) }

  func relative(_ name: String) -> String { files.relative(name) }

  /// What a declaration is.
  mutating func classify(_ cursor: Cursor) -> Declaration {
    if let declaration = known[cursor] { return declaration }
    let declaration = examine(cursor)
    known[cursor] = declaration
    return declaration
  }

  private mutating func examine(_ cursor: Cursor) -> Declaration {
    switch cursor.kind {
    case .functionDecl: function(cursor)
    case .varDecl:
      if let symbol = globalSymbol(of: cursor) {
        .global(symbol: symbol, isAggregate: cursor.type.isLowerableAsAddress)
      } else {
        .automatic
      }
    case .parmDecl: .automatic
    case .enumConstantDecl: .enumConstant(cursor.enumConstantValue)
    case .fieldDecl: field(cursor)
    default: .other
    }
  }

  // MARK: Functions

  private mutating func function(_ cursor: Cursor) -> Declaration {
    let name = cursor.spelling
    if name.hasPrefix("__builtin_") {
      return .function(symbol: intern(name), role: Self.role(ofBuiltin: name))
    }
    let definition = cursor.definition
    // Such names are numbered by macros; nobody needs them.
    if definition == nil, isRefused(cursor) {
      return .function(symbol: intern(""), role: .refused)
    }
    let symbol = symbol(ofFunction: definition ?? cursor)
    if let definition, !isLoweredAsAWhole(definition), reachedSymbols.insert(symbol).inserted,
      !knownFunctions.contains(names[symbol])
    {
      reached.append(definition)
    }
    return .function(symbol: symbol, role: isNoReturn(cursor) ? .noReturn : .ordinary)
  }

  /// Whether a function has the attribute `error`. Printing finds it, so only those are printed that
  /// look like such a function: without parameters.
  private func isRefused(_ cursor: Cursor) -> Bool {
    cursor.parameters.isEmpty
      && [cursor, cursor.firstDeclaration].contains {
        $0.prettyPrinted.contains("__attribute__((error(")
      }
  }

  /// The symbol of a function, from its definition if there is one.
  mutating func symbol(ofFunction cursor: Cursor) -> NameID {
    let name = cursor.spelling
    guard cursor.linkage == .internal, let file = cursor.location.filePosition?.file else {
      return intern(name)
    }
    return intern(path(of: file) + "::" + name)
  }

  /// Whether a definition stands in a file all of whose functions are lowered: the main file, or
  /// one that it includes and that is no header.
  mutating func isLoweredAsAWhole(_ definition: Cursor) -> Bool {
    let location = definition.location
    if location.isInMainFile { return true }
    guard let file = location.filePosition?.file else { return false }
    return !path(of: file).hasSuffix(".h")
  }

  private func isNoReturn(_ cursor: Cursor) -> Bool {
    cursor.type.spelling.contains("noreturn")
  }

  private static func role(ofBuiltin name: String) -> Declaration.FunctionRole {
    switch name {
    case "__builtin_expect", "__builtin_expect_with_probability", "__builtin_assume_aligned":
      .expectation
    case "__builtin_constant_p": .isConstant
    case "__builtin_unreachable", "__builtin_trap", "__builtin_abort": .noReturn
    case "__builtin_object_size", "__builtin_dynamic_object_size", "__builtin_strlen",
      "__builtin_offsetof":
      .foldable
    default:
      ["bswap", "ffs", "clz", "ctz", "popcount", "parity"].contains {
        name.dropFirst(10).hasPrefix($0)
      }
        ? .foldable : .ordinary
    }
  }

  // MARK: Variables

  /// The name of a variable. One that a macro has numbered loses its number, which depends on all
  /// that has been expanded before, in headers too.
  mutating func name(ofVariable cursor: Cursor) -> NameID {
    intern(Self.withoutNumber(cursor.spelling))
  }

  private static func withoutNumber(_ name: String) -> String {
    guard name.hasPrefix("__UNIQUE_ID_") else { return name }
    return String(name.reversed().drop { $0.isNumber }.reversed())
  }

  /// The name of a variable with static storage, numbered among those that have the same name.
  private mutating func globalName(_ cursor: Cursor) -> String {
    let written = cursor.spelling
    let name = Self.withoutNumber(written)
    if name == written { return name }
    let count = numberedGlobals[name, default: 0]
    numberedGlobals[name] = count + 1
    return "\(name)\(count)"
  }

  /// The symbol of a variable with static storage; nil for an automatic one.
  private mutating func globalSymbol(of cursor: Cursor) -> NameID? {
    if cursor.linkage == .none, !cursor.isStatic, !cursor.isExtern { return nil }
    let name = globalName(cursor)
    switch cursor.linkage {
    case .external: return intern(name)
    case .internal:
      guard let file = (cursor.definition ?? cursor).location.filePosition?.file else {
        return intern(name)
      }
      return intern(path(of: file) + "::" + name)
    case .none, .other:
      guard let function = cursor.semanticParent, function.kind == .functionDecl,
        let file = cursor.location.filePosition?.file
      else { return intern(name) }
      return intern(path(of: file) + "::" + function.spelling + "." + name)
    }
  }

  // MARK: Fields and records

  private mutating func field(_ cursor: Cursor) -> Declaration {
    .field(
      record: record(of: cursor),
      name: cursor.isAnonymousMember ? nil : intern(cursor.spelling),
      isAggregate: cursor.type.isLowerableAsAddress)
  }

  /// The nearest named struct or union around a field.
  private mutating func record(of field: Cursor) -> NameID {
    guard let parent = field.semanticParent else { return intern("") }
    if let known = records[parent] { return known }
    var outer = parent
    while outer.isAnonymous, let next = outer.semanticParent,
      next.kind == .structDecl || next.kind == .unionDecl
    {
      outer = next
    }
    let name = intern(outer.isAnonymous ? "" : outer.spelling)
    records[parent] = name
    return name
  }

  /// The struct or union that a variable of a type is or points to; nil for scalars.
  mutating func record(of type: ClangType) -> NameID? {
    var type = type.canonical
    while true {
      if type.kind == .pointer {
        type = type.pointee.canonical
      } else if type.kind.isArray {
        type = type.arrayElement.canonical
      } else {
        break
      }
    }
    guard type.kind == .record, let declaration = type.declaration, !declaration.isAnonymous
    else { return nil }
    return intern(declaration.spelling)
  }
}

extension ClangType {
  /// Whether an expression of the type stands for its address: arrays and functions.
  var isLowerableAsAddress: Bool {
    let kind = canonical.kind
    return kind.isArray || kind == .function
  }
}
