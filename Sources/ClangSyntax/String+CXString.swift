internal import CLibclang

extension String {
  /// Copies a libclang string and disposes of it.
  init(consuming string: CXString) {
    defer { clang_disposeString(string) }
    if let characters = clang_getCString(string) {
      self = String(cString: characters)
    } else {
      self = ""
    }
  }
}
