extension ModelReport {
  private enum Key: String, CodingKey {
    case model, variant, sizes, verdict, failure, states, schedule, stuck, bound
  }

  /// Writes every key: what is nil becomes null.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(model, forKey: .model)
    try container.encode(variant, forKey: .variant)
    try container.encode(sizes, forKey: .sizes)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(failure, forKey: .failure)
    try container.encode(states, forKey: .states)
    try container.encode(schedule, forKey: .schedule)
    try container.encode(stuck, forKey: .stuck)
    try container.encode(bound, forKey: .bound)
  }
}
