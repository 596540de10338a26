internal import CLibclang

/// A place in the token stream, which a macro may have written.
package struct SourceLocation: Hashable {
  let raw: CXSourceLocation
  let unit: TranslationUnit

  init(_ raw: CXSourceLocation, in unit: TranslationUnit) {
    self.raw = raw
    self.unit = unit
  }

  /// Where the token stands in the file: for a macro's argument where it was written, for a macro's
  /// body where the macro was used.
  package var filePosition: Position? { position(clang_getFileLocation) }

  /// Where the token's characters stand: for a macro's body in its definition. None for a token
  /// that `##` made.
  package var spellingPosition: Position? { position(clang_getSpellingLocation) }

  /// Where the outermost macro was used, or where the token stands.
  package var expansionPosition: Position? { position(clang_getExpansionLocation) }

  /// Whether the place is in the file that was parsed, not in one that it includes.
  package var isInMainFile: Bool { clang_Location_isFromMainFile(raw) != 0 }

  package static func == (left: SourceLocation, right: SourceLocation) -> Bool {
    clang_equalLocations(left.raw, right.raw) != 0
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(raw.int_data)
  }

  private typealias Decomposition = (
    CXSourceLocation, UnsafeMutablePointer<CXFile?>?, UnsafeMutablePointer<UInt32>?,
    UnsafeMutablePointer<UInt32>?, UnsafeMutablePointer<UInt32>?
  ) -> Void

  private func position(_ decompose: Decomposition) -> Position? {
    var file: CXFile?
    var line: UInt32 = 0
    var column: UInt32 = 0
    var offset: UInt32 = 0
    decompose(raw, &file, &line, &column, &offset)
    return file.map {
      Position(
        file: File(raw: $0, unit: unit), line: line, column: column, offset: Int(offset))
    }
  }
}
