import ClangSyntax
import Foundation

/// Makes precompiled headers.
package struct HeaderBuilder: Sendable {
  /// After how many attempts with fewer files it is given up.
  private static let attempts = 6

  /// What units have in common.
  package struct Request: Hashable, Sendable {
    /// The compiler's options.
    package var arguments: [String]
    /// The absolute folder that relative paths in the options start from.
    package var workingDirectory: String
    /// What to include, as between `<` and `>`.
    package var names: [String]
    /// Macros that each unit has a value of its own for, with one of the values: headers expect them.
    package var placeholders: [String: String]

    package init(
      arguments: [String], workingDirectory: String, names: [String],
      placeholders: [String: String]
    ) {
      self.arguments = arguments
      self.workingDirectory = workingDirectory
      self.names = names
      self.placeholders = placeholders
    }
  }

  private let stack: LargeStack

  package init() {
    stack = LargeStack(size: 512 << 20)
  }

  /// Precompiles what is wanted of the names: those with errors, or not there, are left out. So is what no macro
  /// guards: it says something else each time that it is included, or the same thing twice.
  ///
  /// `request`: what to make. `path`: where to; the text is beside it, with `.h` at its end.
  /// Throws `ExtractionFailure` if nothing is left, or it cannot be written.
  package func build(
    _ request: Request, to path: String
  ) throws(ExtractionFailure) -> PrecompiledHeader {
    let result = stack.run { Self.attempt(request, to: path) }
    guard let result else { throw .noThread(path: path) }
    return try result.get()
  }

  private static func attempt(
    _ request: Request, to path: String
  ) -> Result<PrecompiledHeader, ExtractionFailure> {
    var request = request
    let file = path + ".h"
    let table = FileTable(workingDirectory: request.workingDirectory, roots: [])
    for _ in 0..<attempts where !request.names.isEmpty {
      do {
        try Data(text(of: request).utf8).write(to: URL(filePath: file))
      } catch {
        return .failure(.notSaved(path: path, code: 0))
      }
      do throws(ParseFailure) {
        let unit = try TranslationUnit(
          parsing: file, arguments: UnitExtractor.options(of: request),
          isForSaving: true, index: Index(excludesPrecompiledDeclarations: false))
        let opened = unit.inclusions
        let inclusions = opened.map {
          PrecompiledHeader.Inclusion(
            file: table.absolute($0.file), includer: $0.includer.map { table.absolute($0) })
        }
        let errors = unit.diagnostics.filter { $0.severity == .error || $0.severity == .fatal }
        let unguarded = opened.filter { !$0.isGuarded && $0.includer == file }
          .map { table.absolute($0.file) }
        let wrong = names(of: request, with: errors, in: file, inclusions, table)
          .union(request.names.filter { name in unguarded.contains { $0.hasSuffix("/" + name) } })
        if errors.isEmpty, wrong.isEmpty {
          try unit.save(to: path)
          return .success(
            PrecompiledHeader(
              path: path, inclusions: inclusions.filter { $0.file != file },
              folders: values(of: "-I", in: request.arguments).map { table.absolute($0) },
              first: values(of: "-include", in: request.arguments).map { table.absolute($0) }))
        }
        if wrong.isEmpty { break }
        request.names.removeAll { wrong.contains($0) }
      } catch {
        return .failure(ExtractionFailure(error))
      }
    }
    return .failure(.notSaved(path: path, code: 0))
  }

  /// A line for each placeholder, then one for each name.
  private static func text(of request: Request) -> String {
    let placeholders = request.placeholders.sorted { $0.key < $1.key }
    return placeholders.map { "#define \($0.key) \($0.value)\n" }.joined()
      + request.names.map { "#include <\($0)>\n" }.joined()
      + placeholders.map { "#undef \($0.key)\n" }.joined()
  }

  /// The names that bring errors.
  private static func names(
    of request: Request, with errors: [ClangSyntax.Diagnostic], in file: String,
    _ inclusions: [PrecompiledHeader.Inclusion], _ table: FileTable
  ) -> Set<String> {
    let includers = Dictionary(inclusions.map { ($0.file, $0.includer) }) { first, _ in first }
    var wrong: Set<String> = []
    for position in errors.compactMap(\.location.filePosition) {
      var place = table.absolute(position.file.name)
      if place == file {
        // Not there, or not where it can be included.
        let index = Int(position.line) - 1 - request.placeholders.count
        if request.names.indices.contains(index) { wrong.insert(request.names[index]) }
        continue
      }
      // Inclusions are a tree, so this ends.
      while let includer = includers[place] ?? nil, includer != file { place = includer }
      wrong.formUnion(request.names.filter { place.hasSuffix("/" + $0) })
    }
    return wrong
  }

  private static func values(of option: String, in arguments: [String]) -> [String] {
    var values: [String] = []
    for (index, argument) in arguments.enumerated() {
      if argument == option, index + 1 < arguments.count {
        values.append(arguments[index + 1])
      } else if option == "-I", argument.hasPrefix(option) {
        values.append(String(argument.dropFirst(option.count)))
      }
    }
    return values
  }
}
