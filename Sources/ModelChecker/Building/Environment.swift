/// What the steps of any task may refer to.
struct Environment {
  /// What direct reclaim may do, in the order of registration.
  struct Reclaimer {
    let memory: Int
    let name: String
    /// The mask bits without which it does not run.
    let needs: AllocationMask
    let body: (inout TaskBuilder) -> Void
  }

  var requests: [Request] = []
  var maps: [Int: (inout TaskBuilder) -> Void] = [:]
  var items: [WorkItem] = []
  var reclaimers: [Reclaimer] = []
  var bioListCapacity = 4

  func map(of request: Request) -> ((inout TaskBuilder) -> Void)? { maps[request.index] }
}
