import ClangSyntax
import LockIR

/// Lowers one translation unit.
final class UnitLowering {
  private let unit: TranslationUnit
  private let request: ExtractionRequest
  private let probe: MacroProbe
  var declarations: DeclarationTable
  private var functions: [LockIR.Function] = []
  private var globals: [Global] = []
  private var globalSymbols: Set<NameID> = []
  private var initializers: [Initializer] = []
  /// How many compound literals have been recorded.
  private var literals = 0
  private var macroConstants: [String: Int64] = [:]
  private var diagnostics: [LockIR.Diagnostic] = []
  /// The lines of the appended text where a macro turned out not to be an integer.
  private var failedProbes: Set<UInt32> = []
  /// The main file, relative to the tree.
  private let path: String
  /// Built when a variable with a clean-up function is met.
  private lazy var functionsByName = indexFunctions()
  /// Functions that were asked for by name and are not among the declarations that libclang lists.
  private(set) var missingFunctions: Set<String> = []

  init(unit: TranslationUnit, request: ExtractionRequest, probe: MacroProbe) {
    self.unit = unit
    self.request = request
    self.probe = probe
    declarations = DeclarationTable(
      files: FileTable(workingDirectory: request.workingDirectory, roots: request.roots),
      knownFunctions: request.knownFunctions)
    path = declarations.relative(request.file)
  }

  func lower() -> LockIR.Unit {
    readDiagnostics()
    unit.root.walk { cursor in
      lowerTopLevel(cursor)
      return .skipChildren
    }
    lowerReached()
    return LockIR.Unit(
      path: path, names: declarations.names.names,
      functions: functions, globals: globals, initializers: initializers,
      macroConstants: macroConstants, diagnostics: diagnostics)
  }

  /// The absolute paths of all files that were read, the main file among them, each once; without
  /// those of a precompiled header.
  func filesRead() -> [String] {
    Set(unit.inclusions.map { declarations.files.absolute($0.file) })
      .filter { !InventedText.isHeader($0) }.sorted()
  }

  private func lowerTopLevel(_ cursor: Cursor) {
    switch cursor.kind {
    case .functionDecl where cursor.isDefinition && declarations.isLoweredAsAWhole(cursor):
      functions.append(FunctionLowering(of: cursor, in: self).lower())
    case .varDecl where isAppended(cursor): break
    case .varDecl where cursor.isStorage && declarations.isLoweredAsAWhole(cursor):
      lowerGlobal(cursor)
    case .enumDecl where isAppended(cursor):
      readMacroConstants(cursor)
    default: break
    }
  }

  /// Lowers the functions of headers that were referred to, and those that these refer to.
  private func lowerReached() {
    var next = 0
    while next < declarations.reached.count {
      functions.append(FunctionLowering(of: declarations.reached[next], in: self).lower())
      next += 1
    }
  }

  // MARK: Variables

  /// Records a variable with static storage and what it is initialised with.
  func lowerGlobal(_ cursor: Cursor) {
    guard case .global(let symbol, _) = declarations.classify(cursor) else { return }
    if globalSymbols.insert(symbol).inserted {
      globals.append(
        Global(
          symbol: symbol, name: declarations.name(ofVariable: cursor),
          record: declarations.record(of: cursor.type), location: location(of: cursor.location)))
    }
    if cursor.initializer != nil {
      initializers += FunctionLowering(of: cursor, in: self).staticInitializers(of: symbol)
    }
  }

  /// Records a compound literal in the initialiser of a variable with static storage, and names it as the compiler
  /// does.
  func addLiteral(in variable: NameID, type: ClangType, at location: Location) -> NameID {
    let owner = declarations.names[variable]
    let name = declarations.intern("\(owner)..compoundliteral.\(literals)")
    literals += 1
    globals.append(
      Global(symbol: name, name: name, record: declarations.record(of: type), location: location))
    return name
  }

  // MARK: Constants

  private func readMacroConstants(_ cursor: Cursor) {
    guard let line = cursor.location.filePosition?.line, !failedProbes.contains(line) else {
      return
    }
    cursor.walk { constant in
      if constant.kind == .enumConstantDecl, let macro = probe.macro(ofConstant: constant.spelling)
      {
        macroConstants[macro] = constant.enumConstantValue
      }
      return .skipChildren
    }
  }

  // MARK: Places and errors

  func location(of source: SourceLocation) -> Location {
    LocationTable.location(of: source, in: &declarations)
  }

  private func readDiagnostics() {
    for diagnostic in unit.diagnostics {
      guard diagnostic.severity == .error || diagnostic.severity == .fatal else { continue }
      let position = diagnostic.location.filePosition
      let file = position.map { declarations.path(of: $0.file) } ?? ""
      if file == path, let line = position?.line, line > probe.lastLine {
        failedProbes.insert(line)
        // A body that is never closed is missed at the end of all text; it is the file's own mistake.
        if line >= probe.endLine {
          diagnostics.append(
            LockIR.Diagnostic(message: diagnostic.message, file: file, line: probe.lastLine))
        }
      } else {
        diagnostics.append(
          LockIR.Diagnostic(message: diagnostic.message, file: file, line: position?.line ?? 0))
      }
    }
  }

  // MARK: Functions by name

  /// The declaration of a function that only an attribute names.
  func function(named name: String) -> Cursor? {
    let function = functionsByName[name]
    if function == nil { missingFunctions.insert(name) }
    return function
  }

  private func indexFunctions() -> [String: Cursor] {
    var functions: [String: Cursor] = [:]
    unit.root.walk { cursor in
      if cursor.kind == .functionDecl {
        functions[cursor.spelling] = cursor
      } else if cursor.kind == .varDecl, isAppended(cursor),
        let name = probe.function(ofVariable: cursor.spelling)
      {
        functions[name] = Self.function(referredToBy: cursor)
      }
      return .skipChildren
    }
    return functions
  }

  private static func function(referredToBy variable: Cursor) -> Cursor? {
    var function: Cursor?
    variable.walk { cursor in
      guard cursor.kind == .declRefExpr else { return .visitChildren }
      function = cursor.referenced
      return .stop
    }
    return function
  }

  /// Whether a declaration is part of the text that the extraction appended to the file.
  private func isAppended(_ cursor: Cursor) -> Bool {
    probe.lastLine != .max && cursor.location.isInMainFile
      && (cursor.location.filePosition?.line ?? 0) > probe.lastLine
  }
}
