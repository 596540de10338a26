import Foundation

/// How a text uses names whose declarations are not at hand.
struct NameUses {
  /// What a name can be told to be.
  enum Kind {
    case pointer, structure, pointers, structures, function, numbers, text, number

    /// Whether there are names below it.
    var hasMembers: Bool {
      switch self {
      case .pointer, .structure, .pointers, .structures: true
      case .function, .numbers, .text, .number: false
      }
    }

    /// How a name of this kind is declared, where a structure has what is below it.
    func declaration(of name: String, structure: String) -> String {
      switch self {
      case .pointer: "struct \(structure) *\(name)"
      case .structure: "struct \(structure) \(name)"
      case .pointers: "struct \(structure) *\(name)[\(Self.length)]"
      case .structures: "struct \(structure) \(name)[\(Self.length)]"
      case .function: "long (*\(name))()"
      case .numbers: "long \(name)[\(Self.length)]"
      case .text: "const void *\(name)"
      case .number: "long \(name)"
      }
    }

    /// Of an array.
    private static let length = 64
  }

  private let text: String

  init(text: String) {
    self.text = text
  }

  /// What a member is, by what comes after its name wherever a member is called so.
  func kind(of member: String) -> Kind {
    let followed = #"(?:->|\.)\s*"# + member + #"\b\s*"#
    if contains(followed + "->") { return .pointer }
    if contains(followed + #"\.\w"#) { return .structure }
    if contains(followed + #"\[[^]]*\]\s*->"#) { return .pointers }
    if contains(followed + #"\[[^]]*\]\s*\.\w"#) { return .structures }
    if contains(followed + #"\[|\."# + member + #"\s*=\s*\{"#) { return .numbers }
    if contains(followed + #"\("#) { return .function }
    if let match = firstMatch(#"(?:->|\.)\s*"# + member + #"\s*=\s*(&|"|\w+)"#) {
      if match == "&" || match == "\"" { return .text }
      if contains(#"\b"# + match + #"\([^;{]*\)\s*\{"#) { return .function }
    }
    return .number
  }

  /// What a variable is.
  func kind(ofVariable name: String) -> Kind {
    let followed = #"\b"# + name + #"\s*"#
    if contains(followed + "->") { return .pointer }
    if contains(followed + #"\.\w"#) { return .structure }
    if contains(followed + #"\["#) { return .numbers }
    return .number
  }

  private func contains(_ pattern: String) -> Bool {
    text.range(of: pattern, options: .regularExpression) != nil
  }

  /// What the first group of a pattern is where it first matches.
  private func firstMatch(_ pattern: String) -> String? {
    guard let expression = try? NSRegularExpression(pattern: pattern),
      let match = expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)),
      let group = Range(match.range(at: 1), in: text)
    else { return nil }
    return String(text[group])
  }
}
