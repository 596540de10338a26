import Extraction
import Foundation
import KernelTree
import LockIR
import RuleCatalog
import Testing

/// One file of the corpus as Extraction and the vocabulary see it: its functions, and what their calls
/// do.
struct Code {
  let file: String
  let unit: LockIR.Unit
  let vocabulary: Vocabulary
  /// By plain name, as an index into the unit's functions.
  let functions: [String: Int]
  private let bySymbol: [NameID: Int]

  /// Reads a file; `replacing` gives the text to parse in its stead.
  init(file path: String, vocabulary: Vocabulary, replacing text: String? = nil) async throws {
    let description = try await TreeReader().describe(TreeRequest(paths: [path]))
    let command = description.commands[0]
    unit = try UnitExtractor().extract(
      ExtractionRequest(
        file: command.file, arguments: command.arguments, workingDirectory: command.directory,
        roots: [description.root], unsavedFiles: text.map { [command.file: $0] } ?? [:],
        macroConstants: vocabulary.gfp.names + vocabulary.maskMacros))
    try #require(unit.diagnostics.isEmpty, "\(unit.diagnostics)")
    self.vocabulary = vocabulary
    file = URL(filePath: path).lastPathComponent
    let unit = unit
    functions = Dictionary(
      unit.functions.enumerated().map { (unit[$1.name], $0) },
      uniquingKeysWith: { first, _ in first })
    bySymbol = Dictionary(
      unit.functions.enumerated().map { ($1.symbol, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The line that a function begins at.
  func line(of function: String) -> Int {
    functions[function].map { Int(unit.functions[$0].location.line) } ?? 0
  }

  /// The definition that a call goes to, unless the vocabulary speaks for it.
  func target(of operation: LockIR.Operation, in function: Int) -> Int? {
    guard let symbol = symbol(of: operation, in: function),
      vocabulary.functions[plain(symbol)] == nil
    else { return nil }
    return bySymbol[symbol]
  }

  func isIndirect(_ operation: LockIR.Operation, in function: Int) -> Bool {
    guard case .call = operation.kind else { return false }
    return symbol(of: operation, in: function) == nil
  }

  /// The functions whose address the code stores, passes, or puts into a table.
  var addressTaken: Set<Int> {
    var taken: Set<Int> = []
    for initializer in unit.initializers {
      if case .function(let symbol) = initializer.content, let target = bySymbol[symbol] {
        taken.insert(target)
      }
    }
    for function in unit.functions {
      for operation in function.blocks.flatMap(\.operations) {
        let passed: [ValueID] =
          switch operation.kind {
          case .store(_, let value): [value]
          case .call(_, _, let arguments): arguments
          case .evaluate: []
          }
        for value in passed {
          if case .function(let symbol) = function[value], let target = bySymbol[symbol] {
            taken.insert(target)
          }
        }
      }
    }
    return taken
  }

  /// What is called, by the names that a reader would use.
  func names(of operation: LockIR.Operation, in function: Int) -> Set<String> {
    guard case .call = operation.kind else { return [] }
    let called = symbol(of: operation, in: function).map { [plain($0)] } ?? []
    return Set(called + (operation.location.macro.map { [unit[$0]] } ?? []))
  }

  /// What a call does by the vocabulary, down through the functions of the file.
  func effects(of operation: LockIR.Operation, in function: Int) -> [CodeEffect] {
    effects(of: operation, in: function, depth: 0)
  }

  private func effects(
    of operation: LockIR.Operation, in function: Int, depth: Int
  ) -> [CodeEffect] {
    guard depth < 6, case .call(_, _, let arguments) = operation.kind,
      let symbol = symbol(of: operation, in: function)
    else { return [] }
    if let known = vocabulary.functions[plain(symbol)] {
      let namer = ResourceNamer(
        unit: unit, function: unit.functions[function], transparent: vocabulary.transparentRecords)
      return known.map { effect in
        CodeEffect(effect: effect, resource: namer.name(of: effect, arguments))
      }
    }
    guard let target = bySymbol[symbol] else { return [] }
    return unit.functions[target].blocks.flatMap(\.operations).flatMap {
      effects(of: $0, in: target, depth: depth + 1)
    }
  }

  private func symbol(of operation: LockIR.Operation, in function: Int) -> NameID? {
    guard case .call(_, let callee, _) = operation.kind,
      case .function(let symbol) = unit.functions[function][callee]
    else { return nil }
    return symbol
  }

  private func plain(_ symbol: NameID) -> String {
    let name = unit[symbol]
    return name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
  }
}
