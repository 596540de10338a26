/// A scope in which a task's allocations lose bits of their mask.
///
/// Source: include/linux/sched/mm.h (`current_gfp_context`): NOIO takes away both bits, NOFS one.
public enum MemoryScope: String, Hashable, Sendable, Codable, CaseIterable {
  /// `PF_MEMALLOC_NOIO`.
  case noIO = "noio"
  /// `PF_MEMALLOC_NOFS`.
  case noFS = "nofs"

  var key: LocalKey {
    switch self {
    case .noIO: .noIO
    case .noFS: .noFS
    }
  }
}
