/// The text of a `.config`.
package struct KernelConfig: Hashable, Sendable {
  package private(set) var text: String

  package init(_ text: String) {
    self.text = text
  }

  /// An option and its value, as the user wrote them: `DM_VERITY`, `CONFIG_DM_VERITY`, `NR_CPUS=4`.
  package struct Setting: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    /// `y`, `m`, a number or a quoted string; nil turns the option off.
    package let value: String?

    package init(enabling text: String) {
      let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
      name = Self.bare(sides.first ?? text)
      value = sides.count == 2 ? sides[1] : "y"
    }

    package init(disabling text: String) {
      name = Self.bare(text)
      value = nil
    }

    private static func bare(_ name: String) -> String {
      name.hasPrefix("CONFIG_") ? String(name.dropFirst("CONFIG_".count)) : name
    }

    /// As command lines and reports have it: `+DM_VERITY`, `+NR_CPUS=4`, `-SMP`.
    package var description: String {
      guard let value else { return "-" + name }
      return "+" + name + (value == "y" ? "" : "=" + value)
    }

    var line: String {
      value.map { "CONFIG_\(name)=\($0)" } ?? "# CONFIG_\(name) is not set"
    }
  }

  /// Replaces whatever the text says about the options.
  package mutating func apply(_ settings: [Setting]) {
    let names = Set(settings.map(\.name))
    let kept = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      Self.name(in: line).map { !names.contains($0) } ?? true
    }
    text = (kept.map(String.init) + settings.map(\.line)).joined(separator: "\n") + "\n"
  }

  /// The value of an option; nil if it is off or not there.
  package func value(of name: String) -> String? {
    let start = "CONFIG_\(name)="
    let line = text.split(separator: "\n").first { $0.hasPrefix(start) }
    return line.map { String($0.dropFirst(start.count)) }
  }

  /// Whether the text says anything about an option.
  package func mentions(_ name: String) -> Bool {
    text.split(separator: "\n").contains { Self.name(in: $0) == name }
  }

  /// The option that a line is about.
  private static func name(in line: Substring) -> String? {
    var rest = line
    if rest.hasPrefix("# ") {
      guard rest.hasSuffix(" is not set") else { return nil }
      rest = rest.dropFirst(2)
    }
    guard rest.hasPrefix("CONFIG_") else { return nil }
    return String(rest.dropFirst("CONFIG_".count).prefix { $0 != "=" && $0 != " " })
  }
}
