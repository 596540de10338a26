/// Pieces of HTML. Text only gets into a page through here.
enum HTMLText {
  /// Text as the content of an element or the value of an attribute.
  static func escape(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  /// An element with text in it.
  static func element(_ name: String, _ text: String, class style: String? = nil) -> String {
    let attribute = style.map { " class=\"\($0)\"" } ?? ""
    return "<\(name)\(attribute)>\(escape(text))</\(name)>"
  }

  /// An element with other elements in it.
  static func element(_ name: String, class style: String? = nil, _ content: [String]) -> String {
    let attribute = style.map { " class=\"\($0)\"" } ?? ""
    return "<\(name)\(attribute)>\(content.joined())</\(name)>"
  }
}
