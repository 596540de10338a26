/// The lines of a patched file that the patch is about, from 1.
package struct ChangedLines: Hashable, Sendable {
  /// Lines that it added.
  package internal(set) var added: Set<Int> = []
  /// Lines before which it took others away.
  package internal(set) var removedBefore: Set<Int> = []

  package init() {}

  /// How far a line is from the nearest change: 0 for an added one, nil if nothing is changed.
  package func distance(to line: Int) -> Int? {
    let toAdded = added.map { abs($0 - line) }.min()
    let toRemoved = removedBefore.map { max(1, $0 <= line ? line - $0 : $0 - line) }.min()
    return [toAdded, toRemoved].compactMap { $0 }.min()
  }
}
