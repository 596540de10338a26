extension Unit {
  /// Functions, variables and initialisers as text, for people and for tests.
  package var text: String {
    var parts = functions.map { FunctionPrinter($0, in: self).text }
    if !initializers.isEmpty {
      parts.append(initializers.map { text($0) + "\n" }.joined())
    }
    return parts.joined(separator: "\n")
  }

  /// The first function with a name, if there is one.
  package func function(named name: String) -> Function? {
    functions.first { self[$0.name] == name }
  }

  private func text(_ initializer: Initializer) -> String {
    self[initializer.global] + text(initializer.path) + " = " + text(initializer.content)
  }

  private func text(_ path: [Initializer.Field]) -> String {
    path.map { ".\(self[$0.record]).\(self[$0.name])" }.joined()
  }

  private func text(_ content: Initializer.Content) -> String {
    switch content {
    case .constant(let value): "\(value)"
    case .string(let text): "\"\(self[text])\""
    case .function(let symbol): self[symbol]
    case .global(let symbol, let fields): "&" + self[symbol] + text(fields)
    }
  }
}
