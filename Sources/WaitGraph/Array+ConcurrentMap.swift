import Foundation

extension Array where Element: Sendable {
  /// What a function makes of each element, in their order, on all processors at once.
  ///
  /// The caller's thread takes part, and waits for the others.
  ///
  /// - Parameter transform: called once for each element, from several threads.
  /// - Returns: as many results as there are elements.
  package func concurrentMap<Result: Sendable>(
    _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      // Each turn writes to a place of its own.
      nonisolated(unsafe) let places = buffer
      DispatchQueue.concurrentPerform(iterations: count) { position in
        places.initializeElement(at: position, to: transform(self[position]))
      }
      initialized = count
    }
  }
}
