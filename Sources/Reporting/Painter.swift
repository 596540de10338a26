import Rainbow

/// Puts colours on text for a terminal, or leaves it alone.
///
/// Only the codes are Rainbow's: its own switches are global and look at the standard output, but
/// a report is a function of what it is given.
struct Painter: Sendable {
  /// What a piece of text is, which decides how it looks.
  enum Role: Sendable, CaseIterable {
    case error, warning, location, resource, heading, note, faint
  }

  let colours: Bool

  /// The text in the looks of its role. Pad and wrap before: the codes take no room on the screen.
  func paint(_ text: String, as role: Role) -> String {
    guard colours, !text.isEmpty else { return text }
    let codes = Painter.codes(of: role).map(String.init).joined(separator: ";")
    return "\u{1B}[\(codes)m\(text)\u{1B}[0m"
  }

  private static func codes(of role: Role) -> [UInt8] {
    switch role {
    case .error: NamedColor.red.value + Style.bold.value
    case .warning: NamedColor.yellow.value + Style.bold.value
    case .location: NamedColor.cyan.value
    case .resource: NamedColor.magenta.value
    case .heading: Style.bold.value
    case .note: NamedColor.blue.value
    case .faint: Style.dim.value
    }
  }
}
