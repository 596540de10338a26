internal import CLibclang

/// A set of translation units that are parsed together.
///
/// Not `Sendable`: one index, and what is parsed with it, stays on one thread.
package final class Index {
  let raw: CXIndex?

  /// - Parameter excludesPrecompiledDeclarations: whether a unit's top level leaves out what comes
  ///   from a precompiled header.
  package init(excludesPrecompiledDeclarations: Bool = true) {
    raw = clang_createIndex(excludesPrecompiledDeclarations ? 1 : 0, 0)
  }

  /// What libclang says of its own version.
  package static var libraryVersion: String { String(consuming: clang_getClangVersion()) }

  deinit {
    clang_disposeIndex(raw)
  }
}
