internal import CLibclang

/// A C type.
package struct ClangType: Equatable {
  let raw: CXType
  let unit: TranslationUnit

  init(_ raw: CXType, in unit: TranslationUnit) {
    self.raw = raw
    self.unit = unit
  }

  /// The type without typedefs and other sugar.
  package var canonical: ClangType { ClangType(clang_getCanonicalType(raw), in: unit) }

  /// The kind of the type itself: look at the `canonical` type to see through a typedef.
  package var kind: TypeKind { TypeKind(raw.kind) }

  /// What a pointer points to.
  package var pointee: ClangType { ClangType(clang_getPointeeType(raw), in: unit) }

  /// The type of an array's elements.
  package var arrayElement: ClangType { ClangType(clang_getArrayElementType(raw), in: unit) }

  /// What a function returns.
  package var result: ClangType { ClangType(clang_getResultType(raw), in: unit) }

  /// In bytes; nil if it is not known.
  package var size: Int? {
    let size = clang_Type_getSizeOf(raw)
    return size < 0 ? nil : Int(size)
  }

  /// The struct, union, enum or typedef that the type names.
  package var declaration: Cursor? {
    let declaration = clang_getTypeDeclaration(raw)
    if declaration.kind == CXCursor_NoDeclFound { return nil }
    return Cursor(validating: declaration, in: unit)
  }

  /// The type as C.
  package var spelling: String { String(consuming: clang_getTypeSpelling(raw)) }

  /// The fields of a struct or union in order, with the unnamed ones that hold anonymous structs
  /// and unions.
  package var fields: [Cursor] {
    let gathered = FieldList()
    withExtendedLifetime(gathered) {
      _ = clang_Type_visitFields(
        raw,
        { field, context in
          guard let context else { return CXVisit_Break }
          Unmanaged<FieldList>.fromOpaque(context).takeUnretainedValue().fields.append(field)
          return CXVisit_Continue
        }, Unmanaged.passUnretained(gathered).toOpaque())
    }
    return gathered.fields.map { Cursor($0, in: unit) }
  }

  package static func == (left: ClangType, right: ClangType) -> Bool {
    clang_equalTypes(left.raw, right.raw) != 0
  }
}

/// Carries fields out of libclang's visitor.
private final class FieldList {
  var fields: [CXCursor] = []
}
