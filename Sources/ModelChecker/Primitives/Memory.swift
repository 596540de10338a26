/// The page allocator. Under pressure an allocation that may enters direct reclaim, which does what
/// the registered reclaimers do, as far as mask and task scope allow.
///
/// Source: mm/page_alloc.c, mm/vmscan.c (`may_enter_fs`, `current_gfp_context`). Reclaim that has
/// run is taken to have freed enough. Costs one byte.
public struct Memory: Hashable, Sendable {
  /// Its name.
  public let name: String
  let index: Int
  /// Not zero while memory is short.
  public let pressure: Variable
}
