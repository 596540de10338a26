/// When a conditional acquisition has succeeded, by what the function returns.
package enum Success: String, Hashable, Sendable, Codable, CaseIterable {
  case always, zero, nonzero
}
