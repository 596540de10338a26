import ClangSyntax
import LockIR

/// Turns places in the token stream into places in files, with the macro that wrote the text.
struct LocationTable {
  /// The place of a token. Text from a macro's body is where the macro was used and has the macro's
  /// name; a macro's argument is where it was written and has none.
  static func location(
    of source: SourceLocation, in declarations: inout DeclarationTable
  ) -> Location {
    guard let position = source.filePosition else {
      return Location(file: declarations.intern(""), line: 0, column: 0)
    }
    var macro: NameID?
    if source.spellingPosition != position,
      let name = position.file.identifier(at: position.offset)
    {
      macro = declarations.intern(name)
    }
    return Location(
      file: declarations.intern(declarations.path(of: position.file)), line: position.line,
      column: UInt16(clamping: position.column), macro: macro)
  }
}

extension File {
  /// The identifier that starts at an offset.
  func identifier(at offset: Int) -> String? {
    withContents { text in
      guard offset < text.count else { return nil }
      let bytes = text[offset...].prefix { $0.isIdentifierByte }
      return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
  }
}

extension UInt8 {
  /// Whether the byte can be in a C identifier.
  var isIdentifierByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
