import KernelTree

/// Which units make up one program. A kernel tree is one, and so are the files of a list; a corpus file stands for
/// itself.
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
      // Of files that are for different kernels, the oldest has what all of them must do without.
      let said = read.compactMap { units.commands[$0].kernelVersion }.min()
      parts = [Part(units: read, kernelVersion: description.kernelVersion ?? said ?? version)]
      return
    }
    parts = read.map {
      Part(units: [$0], kernelVersion: units.commands[$0].kernelVersion ?? version)
    }
  }
}
