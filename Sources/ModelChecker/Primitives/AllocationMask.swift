/// The bits of a `gfp_t` that decide what an allocation may wait for.
public struct AllocationMask: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt8

  /// A mask of bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `__GFP_IO`: may start I/O.
  public static let io = AllocationMask(rawValue: 1)
  /// `__GFP_FS`: may call into a file system.
  public static let fs = AllocationMask(rawValue: 2)
  /// `__GFP_DIRECT_RECLAIM`: may sleep and reclaim.
  public static let directReclaim = AllocationMask(rawValue: 4)
  /// `__GFP_NORETRY`: may fail after one round of reclaim.
  public static let noRetry = AllocationMask(rawValue: 8)

  /// `GFP_KERNEL`.
  public static let kernel: AllocationMask = [.io, .fs, .directReclaim]
  /// `GFP_NOFS`.
  public static let noFS: AllocationMask = [.io, .directReclaim]
  /// `GFP_NOIO`.
  public static let noIO: AllocationMask = [.directReclaim]
  /// `GFP_NOWAIT`, `GFP_ATOMIC`.
  public static let noWait: AllocationMask = []
}
