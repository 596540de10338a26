import ClangSyntax
import Foundation

/// Declarations of what a file of no tree uses and no header at hand declares.
///
/// A driver that is read alone includes headers of its subsystem that are not there. Without the table of
/// methods that it fills, or the structure that its own begins with, most of it would be lost. What a name
/// is shows in what the parser misses and in how the text uses it; of types, that is enough to tell one
/// field from another.
struct Invention {
  /// Includes what drivers get through other headers.
  static let commonHeader = "deadlint/common.h"

  /// What the text is, without what it says of itself.
  private let uses: NameUses
  private let lines: [Substring]
  private var includesCommon = false
  private var structures: [String: [String: String]] = [:]
  private var enumerations: Set<String> = []
  private var types: Set<String> = []
  private var constants: Set<String> = []
  private var objects: [String: String] = [:]
  private var macros: [String: String] = [:]

  /// - Parameter text: the file's own.
  init(text: String) {
    uses = NameUses(text: text)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Takes note of what is missed.
  ///
  /// - Returns: whether there was anything new.
  mutating func learn(from diagnostics: [ClangSyntax.Diagnostic]) -> Bool {
    if diagnostics.isEmpty { return false }
    // What headers have is not made up.
    guard includesCommon else {
      includesCommon = true
      return true
    }
    let before = size
    for diagnostic in diagnostics { learn(from: diagnostic) }
    return size != before
  }

  private var size: Int {
    structures.values.reduce(structures.count) { $0 + $1.count }
      + enumerations.count + types.count + constants.count + objects.count + macros.count
  }

  private mutating func learn(from diagnostic: ClangSyntax.Diagnostic) {
    let message = diagnostic.message
    let line = line(of: diagnostic)
    if let match = message.firstMatch(of: /redefinition of '(\w+)'/) {
      forget(String(match.1))
    } else if let match = message.firstMatch(of: /no member named '(\w+)' in 'struct (\w+)'/) {
      addMember(String(match.1), to: String(match.2))
    } else if let match = message.firstMatch(
      of: /field designator '(\w+)' does not refer to any field in type '[^']*struct (\w+)'/)
    {
      addMember(String(match.1), to: String(match.2))
    } else if message.contains("incomplete") {
      if let match = message.firstMatch(of: /'[^']*struct (\w+)[^']*'/) {
        addStructure(String(match.1))
      } else if let match = message.firstMatch(of: /'[^']*enum (\w+)[^']*'/) {
        enumerations.insert(String(match.1))
      }
    } else if let match = message.firstMatch(of: /unknown type name '(\w+)'/) {
      types.insert(String(match.1))
    } else if let loop = line.firstMatch(of: /(\w*for_?each\w*)\s*\(/),
      message.hasPrefix("expected")
    {
      macros[String(loop.1)] = "for (; deadlint_goes_on();)"
    } else if let match = message.firstMatch(of: /use of undeclared identifier '(\w+)'/) {
      addName(String(match.1), line)
    } else if let match = line.firstMatch(of: /^(\w+)\s*\([^{]*$/), !line.hasPrefix(" ") {
      macros[String(match.1)] = ""
    }
  }

  /// The line that a diagnostic is about; empty if it is not one of the file's own.
  private func line(of diagnostic: ClangSyntax.Diagnostic) -> Substring {
    guard diagnostic.location.isInMainFile, let line = diagnostic.location.filePosition?.line,
      lines.indices.contains(Int(line) - 1)
    else { return "" }
    return lines[Int(line) - 1]
  }

  /// A member of a structure that has been made up, or one below it.
  private mutating func addMember(_ name: String, to structure: String) {
    guard structures[structure] != nil else { return }
    let inner = "\(structure)_\(name)"
    let kind = uses.kind(of: name)
    if kind.hasMembers { addStructure(inner) }
    structures[structure]?[name] = kind.declaration(of: name, structure: inner)
  }

  private mutating func addStructure(_ name: String) {
    if structures[name] == nil { structures[name] = [:] }
  }

  /// A constant, by its capital letters, or an object or function.
  private mutating func addName(_ name: String, _ line: Substring) {
    guard !line.contains(/for_?each/) else { return }
    guard name.contains(where: \.isLowercase) else {
      constants.insert(name)
      return
    }
    guard !name.hasPrefix("class_") else { return }
    let type = "deadlint_\(name)"
    let kind = uses.kind(ofVariable: name)
    if kind.hasMembers { addStructure(type) }
    // The name of a function goes as its address, and as any number.
    objects[name] =
      kind == .number ? "long \(name)()" : kind.declaration(of: name, structure: type)
  }

  /// The file declares it by itself.
  private mutating func forget(_ name: String) {
    structures[name] = nil
    objects[name] = nil
    macros[name] = nil
    types.remove(name)
    constants.remove(name)
    enumerations.remove(name)
  }

  // MARK: Text

  /// The declarations, after what a directive includes that is left out in their favour.
  func header(after directive: String) -> String {
    var result = includesCommon ? "#include <\(Self.commonHeader)>\n" : ""
    result += directive + "\n"
    for name in types.sorted() { result += "typedef long \(name);\n" }
    for (number, name) in constants.sorted().enumerated() {
      result += "#ifndef \(name)\nenum { \(name) = \(number + 1) };\n#endif\n"
    }
    for name in enumerations.sorted() {
      result += "enum \(name) { deadlint_one_of_\(name) };\n"
    }
    if !macros.isEmpty { result += "int deadlint_goes_on(void);\n" }
    for (name, text) in macros.sorted(by: { $0.key < $1.key }) {
      result += "#define \(name)(...) \(text)\n"
    }
    for name in ordered {
      let members = (structures[name] ?? [:]).sorted { $0.key < $1.key }.map { $0.value + "; " }
      result += "struct \(name) { \(members.joined())long deadlint_end; };\n"
    }
    for (_, declaration) in objects.sorted(by: { $0.key < $1.key }) {
      result += "extern \(declaration);\n"
    }
    return result
  }

  /// The structures, each after those that are part of it: their names go on from its own.
  private var ordered: [String] {
    structures.keys.sorted { ($1.count, $0) < ($0.count, $1) }
  }
}
