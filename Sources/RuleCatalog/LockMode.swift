/// How a lock is held: alone, or together with other readers.
package enum LockMode: String, Hashable, Sendable, Codable, CaseIterable {
  case exclusive, read, write
}
