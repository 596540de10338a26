/// A compiler's command line, read for what clang needs of it.
package struct CompilerInvocation: Hashable, Sendable {
  /// The absolute path of the C file.
  package let file: String

  /// The absolute folder that the command runs in.
  package let directory: String

  /// The object as written, relative to the folder; nil if the command names none.
  package let object: String?

  /// Options for clang: those that decide what the text means, paths made absolute.
  package let arguments: [String]

  /// Whether the unit is kernel code, as opposed to a program of the build.
  package var isKernel: Bool { arguments.contains("-D__KERNEL__") }

  /// Old code that no longer compiles by default, but did: the analysis reads it all the same.
  private static let leniency = [
    "implicit-function-declaration", "implicit-int", "int-conversion",
    "incompatible-function-pointer-types", "return-type",
  ].map { "-Wno-\($0)" }

  /// What each kernel unit gets beside its own options. Warnings are the compiler's business.
  private static let always = ["-w"] + leniency + ["-ferror-limit=0"]

  /// Reads a command that compiles one C file; nil for any other command.
  ///
  /// - Parameters:
  ///   - words: The command, the compiler first, perhaps behind a wrapper such as ccache.
  ///   - directory: The absolute folder it runs in.
  package init?(words: [String], directory: String) {
    guard let firstOption = words.firstIndex(where: { $0.hasPrefix("-") }), firstOption > 0 else {
      return nil
    }
    var source: String?
    var object: String?
    var kept: [String] = []
    var compiles = false
    var index = firstOption
    while index < words.count {
      let word = words[index]
      index += 1
      if word == "-c" || word == "-fsyntax-only" {
        compiles = true
      } else if word.hasPrefix("-Wp,-D") || word.hasPrefix("-Wp,-U") {
        kept.append(String(word.dropFirst("-Wp,".count)))
      } else if let option = CompilerOption(word, next: index < words.count ? words[index] : nil) {
        if option.isApart { index += 1 }
        if option.name == "-o" { object = option.value }
        kept += Self.kept(option, directory: directory)
      } else if word.hasSuffix(".c") {
        guard source == nil else { return nil }
        source = word
      }
    }
    guard compiles, let source, !source.isEmpty else { return nil }
    file = PathText.absolute(source, in: directory)
    self.directory = directory
    self.object = object
    let compiler = PathText.name(of: words[firstOption - 1])
    arguments = Self.completed(kept, compiler: compiler)
  }

  private static func kept(_ option: CompilerOption, directory: String) -> [String] {
    switch option.fate {
    case .drop:
      return []
    case .keep:
      guard let value = option.value else { return [option.name] }
      return option.isApart && option.name.count > 2
        ? [option.name, value] : [option.name + value]
    case .keepPath:
      guard let value = option.value, !value.isEmpty else { return [] }
      let path = value.hasPrefix("=") ? value : PathText.absolute(value, in: directory)
      return option.name == "-I" ? ["-I" + path] : [option.name, path]
    }
  }

  private static func completed(_ kept: [String], compiler: String) -> [String] {
    var arguments = kept
    // Before 3.18 the kernel left the language to gcc, which meant gnu89 then.
    if kept.contains("-D__KERNEL__"), !kept.contains(where: { $0.hasPrefix("-std=") }) {
      arguments.append("-std=gnu89")
    }
    let hasTarget = kept.contains { $0.hasPrefix("--target=") || $0 == "-target" }
    if !hasTarget, let triple = triple(of: compiler) { arguments.append("--target=" + triple) }
    return arguments + always
  }

  /// The target that a cross compiler's name states: `aarch64-linux-gnu` of
  /// `aarch64-linux-gnu-gcc-12`.
  private static func triple(of compiler: String) -> String? {
    var parts = compiler.split(separator: "-")
    if let last = parts.last, last.allSatisfy({ $0.isNumber || $0 == "." }) { parts.removeLast() }
    guard let name = parts.popLast(), ["gcc", "clang", "cc"].contains(name), parts.count >= 2 else {
      return nil
    }
    return parts.joined(separator: "-")
  }
}
