/// Something that a task can hold or block on, as a finding names it: a lock class, an event, an
/// execution, an I/O.
package struct Resource: Hashable, Sendable, Codable {
  /// As lockdep prints it where it has a name for it: `dm_bufio_client.lock`, `_origins_lock`.
  package let name: String
  /// The kind, in the vocabulary's words: `mutex`, `rwsem`, `completion`, `work`, `io`, `rcu`.
  package let kind: String

  package init(name: String, kind: String) {
    self.name = name
    self.kind = kind
  }
}
