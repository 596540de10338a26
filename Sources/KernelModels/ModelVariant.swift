/// Which code a model stands for.
package enum ModelVariant: Hashable, Sendable, CustomStringConvertible {
  /// As it was.
  case buggy
  /// As it was fixed.
  case fixed
  /// As it was fixed, without one element of the fix.
  case without(String)

  /// Reads `buggy`, `fixed` or `without:SWITCH`; nil for anything else.
  package init?(_ text: String) {
    switch text {
    case "buggy": self = .buggy
    case "fixed": self = .fixed
    default:
      guard text.hasPrefix("without:") else { return nil }
      self = .without(String(text.dropFirst("without:".count)))
    }
  }

  package var description: String {
    switch self {
    case .buggy: "buggy"
    case .fixed: "fixed"
    case .without(let name): "without:\(name)"
    }
  }
}
