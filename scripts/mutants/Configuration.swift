import Foundation

/// What a built configuration says of its options, and so of the `#if`s that ask for nothing else.
struct Configuration {
  /// The options that are set; nil if nothing is known of any.
  private let options: Set<Substring>?

  /// Reads `include/generated/autoconf.h` of a build folder, if there is one.
  init(build: String?) throws {
    options = try build.map {
      let text = try String(contentsOfFile: $0 + "/include/generated/autoconf.h", encoding: .utf8)
      return Set(
        text.split(separator: "\n").compactMap {
          let words = $0.split(separator: " ")
          return words.first == "#define" && words.count > 1 ? words[1] : nil
        })
    }
  }

  /// The lines that are compiled for certain; the others, and those of comments, are empty.
  func compiled(of lines: [String]) -> [String] {
    /// Of each `#if` around a line whether this branch is compiled, and whether the last one, an `#else`, would be.
    var branches: [(isCompiled: Bool, isElseCompiled: Bool)] = []
    var isComment = false
    return lines.map { line in
      let text = line.drop { $0 == " " || $0 == "\t" }
      let isCode = !isComment && !text.hasPrefix("/*") && !text.hasPrefix("//")
      isComment = Self.endsInComment(line[...], startsInComment: isComment)
      guard isCode else { return "" }
      guard text.hasPrefix("#") else { return branches.allSatisfy(\.isCompiled) ? line : "" }
      let directive = text.dropFirst().drop { $0 == " " || $0 == "\t" }
      if directive.hasPrefix("if") {
        let value = value(of: directive)
        branches.append((value == true, value == false))
      } else if let last = branches.popLast(), !directive.hasPrefix("endif") {
        branches.append((directive.hasPrefix("else") && last.isElseCompiled, false))
      }
      return ""
    }
  }

  /// Whether a condition holds; nil if the options do not say.
  private func value(of directive: Substring) -> Bool? {
    if let option = directive.wholeMatch(of: #/ifdef\s+(CONFIG_\w+).*/#) {
      return isSet(option.output.1)
    }
    if let option = directive.wholeMatch(of: #/ifndef\s+(CONFIG_\w+).*/#) {
      return isSet(option.output.1).map { !$0 }
    }
    guard directive.hasPrefix("if "), !(directive.contains("&&") && directive.contains("||"))
    else { return nil }
    let isAny = directive.contains("||")
    let terms = directive.dropFirst(3).split(separator: isAny ? "||" : "&&").map(term)
    if terms.contains(isAny) { return isAny }
    return terms.contains(nil) ? nil : !isAny
  }

  private func term(_ text: Substring) -> Bool? {
    let term = text.wholeMatch(
      of: #/\s*(!?)\s*(?:(0)|(1)|(IS_ENABLED|IS_BUILTIN|defined)\s*\(\s*(CONFIG_\w+)\s*\))\s*/#)?
      .output
    guard let term else { return nil }
    let value: Bool? =
      if let option = term.5 {
        term.4 == "IS_ENABLED"
          ? isSet(option).map { $0 || isSet(option + "_MODULE") == true } : isSet(option)
      } else {
        term.3 != nil
      }
    return value.map { $0 != (term.1 == "!") }
  }

  private func isSet(_ option: Substring) -> Bool? { options?.contains(option) }

  private static func endsInComment(_ line: Substring, startsInComment: Bool) -> Bool {
    guard let mark = line.firstRange(of: startsInComment ? "*/" : "/*") else {
      return startsInComment
    }
    return endsInComment(line[mark.upperBound...], startsInComment: !startsInComment)
  }
}
