import ArgumentParser

/// `NAME=N`
struct ModelSizeArgument: ExpressibleByArgument {
  let name: String
  let value: Int

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let value = Int(parts[1]) else { return nil }
    name = String(parts[0])
    self.value = value
  }
}
