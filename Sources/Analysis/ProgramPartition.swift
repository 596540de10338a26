import KernelTree
import LockIR

/// Which units make up one program. A kernel tree is one; a corpus file stands for itself.
struct ProgramPartition {
  /// One program's units and the kernel that they are for.
  struct Part {
    let units: [LockIR.Unit]
    let kernelVersion: TreeVersion?
  }

  let parts: [Part]

  init(_ outcomes: [UnitReader.Outcome], of description: TreeDescription, version: TreeVersion?) {
    let read = outcomes.compactMap { outcome in outcome.unit.map { (outcome.command, $0) } }
    guard description.kind == .corpus else {
      parts = [
        Part(units: read.map(\.1), kernelVersion: description.kernelVersion ?? version)
      ]
      return
    }
    parts = read.map { Part(units: [$1], kernelVersion: $0.kernelVersion ?? version) }
  }
}
