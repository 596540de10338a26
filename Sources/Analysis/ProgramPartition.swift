import KernelTree

/// Which units make up one program. A kernel tree is one; a corpus file stands for itself.
struct ProgramPartition {
  /// One program's units, as indices, and the kernel that they are for.
  struct Part {
    let units: [Int]
    let kernelVersion: TreeVersion?
  }

  let parts: [Part]

  init(_ units: UnitSet, of description: TreeDescription, version: TreeVersion?) {
    let read = units.commands.indices.filter { units.contains($0) }
    guard description.kind == .corpus else {
      parts = [Part(units: read, kernelVersion: description.kernelVersion ?? version)]
      return
    }
    parts = read.map {
      Part(units: [$0], kernelVersion: units.commands[$0].kernelVersion ?? version)
    }
  }
}
