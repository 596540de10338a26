import Foundation

/// Keeps two runs from preparing the same folder at once. The system lets go of it when the process
/// ends, however it ends.
final class FolderLock {
  private let descriptor: CInt

  /// Waits until the lock is free.
  ///
  /// - Parameters:
  ///   - file: A file to hold the lock by; it is made, and stays.
  ///   - waiting: Called once if another process has it.
  /// - Throws: `KernelTreeFailure.unwritable`, `.cancelled`
  init(file: String, waiting: () -> Void) async throws(KernelTreeFailure) {
    descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .unwritable(
        folder: PathText.parent(of: file), reason: String(cString: strerror(errno)))
    }
    var told = false
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if !told { waiting() }
      told = true
      do {
        try await Task.sleep(for: .milliseconds(100))
      } catch {
        throw .cancelled
      }
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
