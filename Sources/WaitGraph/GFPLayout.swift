import RuleCatalog

/// The bits of an allocation mask, with the values that the tree gives them.
package struct GFPLayout: Hashable, Sendable {
  /// May start physical I/O; 0 if the tree does not say.
  package let io: Int64
  /// May call into a file system; 0 if the tree does not say.
  package let fs: Int64
  /// May sleep for memory; 0 if the tree does not say.
  package let directReclaim: Int64
  private let constants: [String: Int64]

  init(_ flags: GFPFlags, constants: [String: Int64]) {
    let steps = MaskLadder(flags.masks.map { constants[$0] })
    let named = flags.directReclaim.lazy.compactMap { constants[$0] }.first
    directReclaim = named ?? steps.right(3)
    io = named == nil ? steps.right(2) : flags.io.reduce(0) { $0 | (constants[$1] ?? 0) }
    fs = named == nil ? steps.right(1) : flags.fs.reduce(0) { $0 | (constants[$1] ?? 0) }
    self.constants = constants
  }

  /// Whether the tree's masks can be read at all.
  package var isKnown: Bool { directReclaim != 0 }

  /// A mask with which nobody sleeps.
  var atomic: Int64 { constants["GFP_NOWAIT"] ?? 0 }

  /// The value of a mask that the vocabulary names.
  func mask(named name: String) -> Int64? { constants[name] }

  /// What a memalloc scope takes out of every mask.
  func bits(removedBy scope: ResourceKind) -> Int64 {
    switch scope {
    case .memallocNoIO: io | fs
    case .memallocNoFS: fs
    case .memallocNoReclaim: directReclaim | io | fs
    default: 0
    }
  }

  /// Whether masks that are described so have all of these bits.
  func reaches(_ description: String, bits: Int64) -> Bool {
    reach(of: description).map { bits & ~$0 == 0 } ?? false
  }

  /// The bits that decide what reclaim may do, of masks that are described so; nil if they never reclaim.
  func reach(of description: String) -> Int64? {
    ReclaimReach(rawValue: description).map(bits)
  }

  /// The bits of a mask with which reclaim may do that, and no more.
  func bits(of reach: ReclaimReach) -> Int64 {
    switch reach {
    case .all: directReclaim | io | fs
    case .io: directReclaim | io
    case .none: directReclaim
    }
  }

  /// How a mask is written for a reader, from its reclaim bits.
  package func describe(_ mask: Int64) -> String {
    guard mask & directReclaim != 0 else { return "GFP_NOWAIT" }
    if mask & io == 0 { return "GFP_NOIO" }
    return fs != 0 && mask & fs == 0 ? "GFP_NOFS" : "GFP_KERNEL"
  }
}

/// Masks that lose one right after the other, of which some may not be defined.
private struct MaskLadder {
  let masks: [Int64?]

  init(_ masks: [Int64?]) { self.masks = masks }

  /// The bits that the mask with this number is the first to lose; 0 if that cannot be told.
  func right(_ number: Int) -> Int64 {
    guard number < masks.count, let without = masks[number],
      let with = masks[..<number].compactMap({ $0 }).last
    else { return 0 }
    return with & ~without
  }
}
