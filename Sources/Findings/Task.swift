/// One of the tasks that a finding needs, with its path from its entry to where it blocks.
package struct Task: Hashable, Sendable, Codable {
  /// What the task is, in words of the code: the entry function.
  package let name: String
  /// The context it runs in: `process`, `work dm_kcopyd_client.kcopyd_work`, `bio-list`.
  package let context: String
  package let steps: [Step]

  package init(name: String, context: String, steps: [Step]) {
    self.name = name
    self.context = context
    self.steps = steps
  }
}
