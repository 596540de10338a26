/// One way to go on: when its condition holds, its changes happen in one step with the choice.
public struct Branch {
  let condition: Condition
  let changes: [Change]
  let site: Site?
  let body: (inout TaskBuilder) -> Void

  /// A branch for ``TaskBuilder/select(_:at:)``.
  public init(
    when condition: Condition = .always, _ changes: [Change] = [], at site: Site? = nil,
    do body: @escaping (inout TaskBuilder) -> Void = { _ in }
  ) {
    self.condition = condition
    self.changes = changes
    self.site = site
    self.body = body
  }
}
