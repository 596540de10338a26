internal import CLibclang

/// Carries a Swift closure through libclang's visitor, which knows only C functions.
final class VisitorTrampoline {
  private let visit: (_ cursor: CXCursor, _ parent: CXCursor) -> Step

  private init(_ visit: @escaping (CXCursor, CXCursor) -> Step) {
    self.visit = visit
  }

  /// Visits what is below `cursor` in preorder.
  static func walk(_ cursor: CXCursor, _ visit: (CXCursor, CXCursor) -> Step) {
    withoutActuallyEscaping(visit) { visit in
      let trampoline = VisitorTrampoline(visit)
      withExtendedLifetime(trampoline) {
        _ = clang_visitChildren(
          cursor,
          { cursor, parent, context in
            guard let context else { return CXChildVisit_Break }
            let trampoline = Unmanaged<VisitorTrampoline>.fromOpaque(context)
              .takeUnretainedValue()
            return switch trampoline.visit(cursor, parent) {
            case .visitChildren: CXChildVisit_Recurse
            case .skipChildren: CXChildVisit_Continue
            case .stop: CXChildVisit_Break
            }
          }, Unmanaged.passUnretained(trampoline).toOpaque())
      }
    }
  }
}
