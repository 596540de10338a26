import LockIR

/// The files of which no other file names a function or a variable: a driver in a file of its own, say, which only
/// registers what it has. Two of them share a library, and no objects.
package struct StandaloneFiles: Sendable {
  private let index: ProgramIndex
  /// The files that another one needs.
  private var named: Set<NameID> = []

  /// - Complexity: linear in the values of all functions.
  package init(_ index: ProgramIndex) {
    self.index = index
    var files: [NameID: NameID] = [:]
    for function in index.program.functions where !function.isInternal {
      files[function.symbol] = function.location.file
    }
    for initializer in index.program.initializers {
      files[initializer.global] = initializer.location.file
    }
    func name(_ symbol: NameID, in file: NameID) {
      if let home = files[symbol], home != file { named.insert(home) }
    }
    for function in index.program.functions {
      for value in function.values {
        switch value {
        case .function(let symbol), .global(let symbol): name(symbol, in: function.location.file)
        default: continue
        }
      }
    }
    for initializer in index.program.initializers {
      switch initializer.content {
      case .function(let symbol), .global(let symbol, _):
        name(symbol, in: initializer.location.file)
      case .constant, .string: continue
      }
    }
  }

  /// Whether two functions are of two such files.
  package func areApart(_ first: FunctionID, _ second: FunctionID) -> Bool {
    let files = [first, second].map { index[$0].function.location.file }
    return files[0] != files[1] && named.isDisjoint(with: files)
  }
}
