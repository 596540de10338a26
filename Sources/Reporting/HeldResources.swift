import Findings

/// What a task holds at each of its steps: the locks it has taken and the sections it is in.
struct HeldResources: Sendable {
  private struct Hold {
    let resource: String
    let mode: String?
  }

  /// One entry for each step: what is held just before it, oldest first, as `lock (read)`.
  let before: [[String]]

  init(steps: [Step]) {
    var holds: [Hold] = []
    var before: [[String]] = []
    for step in steps {
      before.append(
        holds.map { hold in hold.mode.map { "\(hold.resource) (\($0))" } ?? hold.resource })
      guard let resource = step.resource else { continue }
      switch step.action {
      case .acquire, .tryAcquire:
        holds.append(Hold(resource: resource, mode: step.mode))
      case .enter:
        holds.append(Hold(resource: resource, mode: nil))
      case .release, .leave:
        if let index = holds.lastIndex(where: { $0.resource == resource }) {
          holds.remove(at: index)
        }
      case .call, .wait, .signal, .allocate, .submit, .queue, .sleep, .assert:
        break
      }
    }
    self.before = before
  }
}
