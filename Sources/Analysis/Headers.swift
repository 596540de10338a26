import Extraction
import Foundation
import KernelTree

/// The precompiled headers of a run.
struct Headers: Sendable {
  private let folder: HeaderFolder?
  private let uses: [Int: HeaderUse]

  /// The header for a unit, if there is one.
  subscript(index: Int) -> HeaderUse? { uses[index] }

  /// Makes what is worth its while. A header that cannot be made is one that nobody uses.
  ///
  /// - Parameters:
  ///   - commands: the units.
  ///   - positions: those that have to be read.
  ///   - jobs: how many headers to make at once.
  static func made(
    for commands: [CompileCommand], at positions: [Int], jobs: Int
  ) async -> Headers {
    let entries = HeaderPlan(for: commands, at: positions).entries
    guard !entries.isEmpty, let folder = try? HeaderFolder() else {
      return Headers(folder: nil, uses: [:])
    }
    let scans = ScanTable()
    return await withTaskGroup(of: (HeaderPlan.Entry, HeaderUse?).self) { group in
      var waiting = entries.enumerated().makeIterator()
      func begin() {
        guard let (number, entry) = waiting.next() else { return }
        group.addTask {
          let header = try? HeaderBuilder().build(
            entry.request, to: "\(folder.path)/\(number).pch")
          return (entry, header.map { HeaderUse($0, scans: scans) })
        }
      }
      for _ in 0..<max(jobs, 1) { begin() }
      var uses: [Int: HeaderUse] = [:]
      for await (entry, use) in group {
        for member in entry.members { uses[member] = use }
        begin()
      }
      return Headers(folder: folder, uses: uses)
    }
  }
}
