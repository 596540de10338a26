/// What an allocation mask lets the allocator do, by the names of its flags.
///
/// The names are the page allocator's own (include/linux/gfp_types.h). A mask that nothing is known
/// of may do everything: direction of error is a step too many that may block.
struct AllocationWords: Hashable, Sendable {
  /// May sleep and reclaim.
  let mayReclaim: Bool
  /// May start I/O, and call into file systems.
  let mayEnterIO: Bool
  /// Must not start I/O; a mask that only keeps out of file systems may.
  let forbidsIO: Bool

  init(_ mask: String?) {
    let words = Set(
      (mask ?? "").split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
    let isAtomic = !words.isDisjoint(with: ["GFP_NOWAIT", "GFP_ATOMIC", "__GFP_KSWAPD_RECLAIM"])
    let reclaims = !words.isDisjoint(with: ["__GFP_DIRECT_RECLAIM", "__GFP_WAIT", "__GFP_RECLAIM"])
    mayReclaim = reclaims || !isAtomic
    forbidsIO = !mayReclaim || words.contains("GFP_NOIO")
    mayEnterIO = mayReclaim && words.isDisjoint(with: ["GFP_NOIO", "GFP_NOFS"])
  }
}
