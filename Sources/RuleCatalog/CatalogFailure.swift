/// Why a vocabulary or a rule could not be read. The description is one line that says where the
/// mistake is, and what to write instead.
package enum CatalogFailure: Error, Hashable, Sendable {
  /// A file or folder that is not there, or not readable, or not text.
  case unreadable(file: String, reason: String)
  /// Text that is not YAML.
  case brokenYAML(CatalogPlace, problem: String)
  /// A key that means nothing here.
  case unknownKey(CatalogPlace, key: String, of: String, allowed: [String])
  /// A key that must be there. The place is where its owner starts.
  case missingKey(CatalogPlace, key: String, of: String)
  /// A value of another type than the key's.
  case wrongType(CatalogPlace, key: String, expected: String)
  /// A value that is not one of the words that the key takes.
  case unknownWord(CatalogPlace, key: String, word: String, allowed: [String])
  /// A second entry for a function, field, probe or key of the same file.
  case repeated(CatalogPlace, what: String, name: String, firstLine: Int)
  /// A rule whose file has another name than the rule.
  case misnamedRule(CatalogPlace, id: String)
  /// An allocator that names a probe that no vocabulary file defines.
  case unknownProbe(CatalogPlace, id: String, known: [String])
  /// `same`, `writer-of` or a placeholder of a message that names no label of the match.
  case unknownLabel(CatalogPlace, key: String, label: String, known: [String])
  /// A rule that was asked for by an identifier that no rule has.
  case unknownRule(id: String, known: [String])
}

extension CatalogFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let file, let reason):
      "\(file): cannot be read: \(reason); check the path and its permissions"
    case .brokenYAML(let place, let problem):
      "\(place): not valid YAML: \(problem); check indentation, brackets and quotes there"
    case .unknownKey(let place, let key, let owner, let allowed):
      "\(place): unknown key '\(key)' in \(owner); use \(Self.choice(allowed))"
    case .missingKey(let place, let key, let owner):
      "\(place): \(owner) lacks the key '\(key)'; add it"
    case .wrongType(let place, let key, let expected):
      "\(place): '\(key)' must be \(expected)"
    case .unknownWord(let place, let key, let word, let allowed):
      "\(place): unknown \(key) '\(word)'; use \(Self.choice(allowed))"
    case .repeated(let place, let what, let name, let firstLine):
      "\(place): \(what) '\(name)' is already on line \(firstLine) of this file; keep one of them"
    case .misnamedRule(let place, let id):
      "\(place): the rule '\(id)' must be in a file named '\(id).yaml'; rename the file or the id"
    case .unknownProbe(let place, let id, let known):
      "\(place): no probe is named '\(id)'; add it under 'probes', or use \(Self.choice(known))"
    case .unknownLabel(let place, let key, let label, let known):
      "\(place): '\(key)' names '\(label)', which no 'as' of the match defines; "
        + "use \(Self.choice(known))"
    case .unknownRule(let id, let known):
      "no rule is named '\(id)'; use \(Self.choice(known))"
    }
  }

  private static func choice(_ words: [String]) -> String {
    switch words.count {
    case 0: "nothing: there is none"
    case 1: "'\(words[0])'"
    default: "one of \(words.sorted().joined(separator: ", "))"
    }
  }
}
