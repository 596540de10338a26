/// Asks the parser for the values of macros and for functions by name: declarations appended to the
/// main file.
///
/// The appended text comes after the last line, so no line moves; what it declares and what is
/// wrong with it is told apart by its lines.
struct MacroProbe {
  private static let prefix = "deadlint_macro_value_"
  private static let functionPrefix = "deadlint_function_"

  private let names: [String]
  /// The text to parse instead of the file's own.
  let text: String
  /// The last line of the file's own text, 1-based; after all lines if nothing is asked for.
  let lastLine: UInt32
  /// The last line of the text with what was appended: where the parser misses what never came.
  let endLine: UInt32

  /// - Parameters:
  ///   - names: the macros.
  ///   - functions: the functions.
  ///   - text: the file's own text.
  init(names: [String], functions: [String] = [], text: String) {
    self.names = names
    let own = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    lastLine =
      names.isEmpty && functions.isEmpty
      ? .max : UInt32(own.utf8.count { $0 == UInt8(ascii: "\n") })
    // Unsigned, so that a mask with its highest bit set stays what it is; a negative number keeps
    // its bits.
    self.text =
      own
      + names.enumerated().map { index, name in
        """
        #ifdef \(name)
        enum { \(Self.prefix)\(index) = (unsigned long long)(\(name)) };
        #endif

        """
      }.joined()
      + functions.map { "static void *\(Self.functionPrefix)\($0) = (void *)\($0);\n" }.joined()
    endLine = UInt32(self.text.utf8.count { $0 == UInt8(ascii: "\n") })
  }

  /// The function that a variable of the appended text refers to.
  func function(ofVariable name: String) -> String? {
    name.hasPrefix(Self.functionPrefix) ? String(name.dropFirst(Self.functionPrefix.count)) : nil
  }

  /// The macro that a constant of the appended text stands for.
  func macro(ofConstant name: String) -> String? {
    guard name.hasPrefix(Self.prefix), let index = Int(name.dropFirst(Self.prefix.count)),
      names.indices.contains(index)
    else { return nil }
    return names[index]
  }
}
