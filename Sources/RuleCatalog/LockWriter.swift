/// Who takes a lock of the kernel's core for writing, at any time, whether that code is read or not.
package struct LockWriter: Hashable, Sendable {
  /// The lock, as resources are named.
  package let lock: String
  package let function: String
  /// Where the function stands in a kernel tree.
  package let file: String

  package init(lock: String, function: String, file: String) {
    self.lock = lock
    self.function = function
    self.file = file
  }
}
