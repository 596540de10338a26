import ClangSyntax

/// The place in a variable that the next expression of an initialiser list sets.
///
/// Follows the rules of C: an expression without a designator sets what comes after the last one,
/// and goes down into a part without braces until it fits.
struct InitializerPath {
  enum Step {
    case field(Cursor)
    case element(Int64)
  }

  /// A part that is being filled.
  private struct Level {
    let type: ClangType
    let fields: [Cursor]
    var position: Int64 = 0

    init(_ type: ClangType) {
      self.type = type.canonical
      fields = self.type.kind == .record ? self.type.fields : []
    }

    var step: Step? {
      if type.kind == .record {
        return fields.indices.contains(Int(position)) ? .field(fields[Int(position)]) : nil
      }
      return .element(position)
    }

    var partType: ClangType? {
      if type.kind == .record {
        return fields.indices.contains(Int(position))
          ? fields[Int(position)].type.canonical : nil
      }
      return type.kind.isArray ? type.arrayElement.canonical : type
    }

    /// Whether there is a part after the current one. The end of a union is its first field.
    var hasNext: Bool {
      if type.kind == .record {
        return !isUnion && Int(position) + 1 < fields.count
      }
      if type.kind == .constantArray, let size = type.size, let part = type.arrayElement.size,
        part > 0
      {
        return Int(position) + 1 < size / part
      }
      return type.kind.isArray
    }

    private var isUnion: Bool { type.declaration?.kind == .unionDecl }
  }

  private var levels: [Level]

  init(of type: ClangType) {
    levels = [Level(type)]
  }

  /// The way from the variable to the current part.
  var steps: [Step] { levels.compactMap(\.step) }

  /// The type of the current part.
  var currentType: ClangType { levels[levels.count - 1].partType ?? levels[0].type }

  /// Goes to the part that designators name.
  mutating func designate(_ steps: [Step]) {
    levels.removeSubrange(1...)
    for (index, step) in steps.enumerated() {
      if index > 0 {
        // The end of a range `[a ... b]` names no part of the element.
        if case .element = step, !currentType.kind.isArray { return }
        levels.append(Level(currentType))
      }
      switch step {
      case .element(let position): levels[levels.count - 1].position = position
      case .field(let field):
        let level = levels[levels.count - 1]
        levels[levels.count - 1].position = Int64(
          level.fields.firstIndex(of: field) ?? Int(level.position))
      }
    }
  }

  /// Goes down to the first part that an expression of a type can set as a whole.
  mutating func descend(toHold type: ClangType) {
    let type = type.canonical
    while true {
      let current = currentType
      guard current.kind == .record || current.kind.isArray else { return }
      // A struct by value, a string in a character array.
      if current.kind == .record, type.kind == .record { return }
      if current.kind.isArray, type.kind.isArray { return }
      let level = Level(current)
      guard level.step != nil else { return }
      levels.append(level)
    }
  }

  /// Goes to the next part.
  mutating func advance() {
    while levels.count > 1, levels.last?.hasNext == false { levels.removeLast() }
    levels[levels.count - 1].position += 1
  }
}

extension ClangType {
  /// Whether the type has no parts.
  var isScalar: Bool {
    let kind = canonical.kind
    return kind != .record && !kind.isArray
  }
}
