/// Where a tree begins.
package enum TreeRoot {
  /// The absolute top folder of the kernel tree that a path lies in; the path itself, absolute and
  /// without symbolic links, if it lies in none.
  package static func containing(_ path: String) -> String {
    KernelRoot.containing(path)?.path ?? PathText.real(path)
  }
}
