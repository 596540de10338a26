extension String {
  /// Up to the first full stop that ends a sentence, and not an example, on one line.
  var firstSentence: String {
    let words = split { $0 == " " || $0 == "\n" }
    guard let end = words.firstIndex(where: { $0.hasSuffix(".") && !$0.hasSuffix("...") }) else {
      return words.joined(separator: " ")
    }
    return words[...end].joined(separator: " ")
  }
}
