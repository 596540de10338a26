import Foundation
import KernelTree
import LockIR

/// The places where a compiler looked for headers that are not there: a unit is another one as soon as
/// there is a file in one of them.
enum MissingHeaders {
  /// How a diagnostic goes on after the quoted name of a header.
  private static let complaint = "' file not found"

  private static let folderOptions = ["-I", "-isystem", "-iquote", "-idirafter"]

  /// Where they would be.
  ///
  /// - Parameters:
  ///   - diagnostics: what the parser complained about.
  ///   - command: how the unit was parsed.
  ///   - roots: the folders that the paths of diagnostics are relative to.
  /// - Returns: absolute paths, sorted; none if no header was missing.
  static func places(
    _ diagnostics: [Diagnostic], _ command: CompileCommand, roots: [String]
  ) -> [String] {
    let always = folders(in: command.arguments) + [folder(of: command.file)]
    var places: Set<String> = []
    for diagnostic in diagnostics {
      guard let end = diagnostic.message.range(of: complaint)?.lowerBound,
        let start = diagnostic.message[..<end].lastIndex(of: "'")
      else { continue }
      let name = diagnostic.message[diagnostic.message.index(after: start)..<end]
      let beside = roots.map { "\($0)/\(folder(of: diagnostic.file))" }
      for folder in always + beside {
        let path = URL(filePath: "\(folder)/\(name)").standardized.path
        if !FileManager.default.fileExists(atPath: path) { places.insert(path) }
      }
    }
    return places.sorted()
  }

  private static func folder(of file: String) -> String {
    file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }

  private static func folders(in arguments: [String]) -> [String] {
    var result: [String] = []
    for (position, argument) in arguments.enumerated() {
      guard let option = folderOptions.first(where: argument.hasPrefix) else { continue }
      if argument == option {
        if position + 1 < arguments.count { result.append(arguments[position + 1]) }
      } else {
        result.append(String(argument.dropFirst(option.count)))
      }
    }
    return result
  }
}
