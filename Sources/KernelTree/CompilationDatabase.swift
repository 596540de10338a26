import Foundation

/// A `compile_commands.json`, made by clang's or gcc's tools or by the kernel's own script.
struct CompilationDatabase {
  /// The C files it names, each with the command to parse it; other languages are left out.
  let invocations: [CompilerInvocation]

  /// One entry, as the format defines it: the command in one string or word by word.
  private struct Entry: Decodable {
    let directory: String
    let file: String
    let command: String?
    let arguments: [String]?
  }

  /// - Throws: `KernelTreeFailure.unreadable`, `.malformedDatabase` or `.emptyDatabase`
  init(file: String) throws(KernelTreeFailure) {
    let data = try SourceFile.bytes(of: file)
    let entries: [Entry]
    do {
      entries = try JSONDecoder().decode([Entry].self, from: data)
    } catch {
      throw .malformedDatabase(file: file, reason: Self.reason(error))
    }
    let base = PathText.parent(of: file)
    var found: [CompilerInvocation] = []
    for (index, entry) in entries.enumerated() where entry.file.hasSuffix(".c") {
      guard let words = entry.arguments ?? entry.command.flatMap(Self.words) else {
        throw .malformedDatabase(
          file: file, reason: "entry \(index + 1) has neither `command` nor `arguments`")
      }
      let directory = PathText.absolute(entry.directory, in: base)
      // Some entries compile and link at once.
      if let invocation = CompilerInvocation(words: words + ["-c"], directory: directory) {
        found.append(invocation)
      }
    }
    // Programs of the build stand beside the kernel's units, which have the macro.
    let kernel = found.filter(\.isKernel)
    invocations = kernel.isEmpty ? found : kernel
    if invocations.isEmpty { throw .emptyDatabase(file: file) }
  }

  private static func words(_ command: String) -> [String]? {
    ShellText(command).firstCommand { $0.contains { $0.hasPrefix("-") } }
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      "\(place(context.codingPath)) has no `\(key.stringValue)`"
    case DecodingError.typeMismatch(_, let context) where context.codingPath.isEmpty:
      "it is not a list of entries"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "\(place(context.codingPath)) has a value of the wrong type"
    default:
      "it is not JSON"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    let entry = path.first?.intValue.map { "entry \($0 + 1)" } ?? "an entry"
    let key = path.dropFirst().first.map { ", `\($0.stringValue)`" } ?? ""
    return entry + key
  }
}
