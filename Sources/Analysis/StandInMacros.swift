import Foundation
import KernelTree
import RuleCatalog

/// The macros by which files outside of a kernel tree stand in for those of the kernel.
///
/// What such a macro expands to is somebody's idea of a test, a loop that calls nothing for instance, and
/// says little of what the kernel's own does. So a call of one is read as a call of the function that the
/// vocabulary knows by its name, unless the definition leads to names by which all of that is done.
struct StandInMacros {
  /// What is done by what the vocabulary knows.
  private let deeds: [String: Set<Effect.Deed>]

  init(_ vocabulary: Vocabulary) {
    deeds = vocabulary.functions.mapValues { Set($0.compactMap(\.deed)) }.filter {
      !$0.value.isEmpty
    }
  }

  /// The texts of the files that define any of them otherwise, rewritten line by line.
  ///
  /// - Complexity: reads each file once.
  func overlay(for description: TreeDescription, over overlay: Overlay) -> Overlay {
    guard [.corpus, .files].contains(description.kind) else { return overlay }
    var result = overlay
    var files: [(path: String, text: String, definitions: [Definition])] = []
    var bodies: [String: [Substring]] = [:]
    for path in Self.files(of: description) {
      guard let text = try? overlay.text(of: path) else { continue }
      let definitions = Self.definitions(in: text)
      for definition in definitions { bodies[definition.name, default: []] += definition.words }
      files.append((path, text, definitions.filter { deeds[$0.name] != nil }))
    }
    for (path, text, definitions) in files {
      let silent = definitions.filter { !speaksForItself($0, bodies) }
      if !silent.isEmpty { result[path] = Self.rewrite(text, callingInsteadOf: silent) }
    }
    return result
  }

  /// Whether all that is done by a macro is done by what its definition leads to.
  private func speaksForItself(_ macro: Definition, _ bodies: [String: [Substring]]) -> Bool {
    var missing = deeds[macro.name] ?? []
    var seen: Set<Substring> = [Substring(macro.name)]
    var open = macro.words
    while let word = open.popLast(), !missing.isEmpty {
      guard seen.insert(word).inserted else { continue }
      if let body = bodies[String(word)] { open += body }
      missing.subtract(deeds[String(word)] ?? [])
    }
    return missing.isEmpty
  }

  /// A macro with parameters.
  private struct Definition {
    let name: String
    let parameters: String
    let words: [Substring]
    /// The lines that it takes, from the first.
    let lines: Range<Int>
  }

  private static func definitions(in text: String) -> [Definition] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var result: [Definition] = []
    var start = 0
    while start < lines.count {
      var end = start + 1
      while end < lines.count, lines[end - 1].hasSuffix("\\") { end += 1 }
      defer { start = end }
      guard lines[start].contains("define") else { continue }
      let whole = lines[start..<end].joined(separator: " ")
      if let match = whole.wholeMatch(of: /\s*#\s*define\s+(\w+)\(([^)]*)\)(.*)/) {
        result.append(
          Definition(
            name: String(match.1), parameters: String(match.2),
            words: match.3.split { !($0.isLetter || $0.isNumber || $0 == "_") }, lines: start..<end)
        )
      }
    }
    return result
  }

  /// The text with calls in place of definitions, and every line where it was. A macro does not expand in its
  /// own definition, so what is left is a call.
  private static func rewrite(
    _ text: String, callingInsteadOf definitions: [Definition]
  ) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for definition in definitions {
      let arguments = definition.parameters.replacing("...", with: "##__VA_ARGS__")
      lines[definition.lines.lowerBound] =
        "#define \(definition.name)(\(definition.parameters)) \(definition.name)(\(arguments))"
      for line in definition.lines.dropFirst() { lines[line] = "" }
    }
    return lines.joined(separator: "\n")
  }

  /// The C files, and the headers beside them and in the folders that their options name.
  private static func files(of description: TreeDescription) -> [String] {
    var folders: Set<String> = []
    for command in description.commands {
      folders.insert(URL(filePath: command.file).deletingLastPathComponent().path)
    }
    let headers = folders.sorted().flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".h") }.map { folder + "/" + $0 }
    }
    let searched = Set(
      description.commands.flatMap(\.arguments).filter { $0.hasPrefix("-I") }.map {
        String($0.dropFirst(2))
      })
    let included = searched.sorted().flatMap { folder in
      IncludeSearch(root: folder).files(below: []).map { folder + "/" + $0 }
    }
    return Set(description.commands.map(\.file) + headers + included).sorted()
  }
}

extension Effect {
  /// What an effect is, as far as a definition can be seen to bring it about.
  fileprivate enum Deed: Hashable {
    case take, give, wait, signal, sleep, queue, handOver, submit
  }

  fileprivate var deed: Deed? {
    switch self {
    case .acquire, .enter: .take
    case .release, .releaseIf, .leave: .give
    case .wait, .arm, .flush: .wait
    case .signal: .signal
    case .allocate, .sleep, .fault: .sleep
    case .queue: .queue
    case .callback, .attach: .handOver
    case .submit: .submit
    case .ifSet(_, _, let effects): effects.first?.deed
    case .disarm, .schedule, .wake, .currentTask, .createQueue, .testContext, .assertHeld,
      .lastReference,
      .takeReference, .setClass,
      .testBit, .setBit, .clearBit, .noReturn:
      nil
    }
  }
}
