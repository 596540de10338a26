/// How far a phase of a scan is, on one line: units or functions done, rate, time left, and where it is.
package struct ProgressLine: Hashable, Sendable {
  private let done: Int
  private let reused: Int
  private let total: Int
  private let elapsed: Duration
  private let noun: String
  private let file: String

  /// How many must have been done before rate and time left are told: the first wait for headers.
  private static let sample = 10

  /// - Parameters:
  ///   - noun: what is counted.
  ///   - done: how many of them are there.
  ///   - reused: how many of those did not have to be read.
  ///   - total: how many there are.
  ///   - elapsed: since the first was begun.
  ///   - file: the last unit, relative to the tree; empty if none is to be shown.
  package init(
    _ noun: String = "units", done: Int, reused: Int = 0, total: Int, elapsed: Duration,
    file: String = ""
  ) {
    self.noun = noun
    self.done = done
    self.reused = reused
    self.total = total
    self.elapsed = elapsed
    self.file = file
  }

  /// The line in at most `width` characters; the folder gives way first.
  package func text(width: Int) -> String {
    let numbers = "\(done) of \(total) \(noun)\(pace)"
    let room = width - numbers.count - 2
    guard room >= folder.count, !folder.isEmpty else { return String(numbers.prefix(width)) }
    return "\(numbers), \(folder)"
  }

  private var folder: String {
    file.split(separator: "/").dropLast().joined(separator: "/")
  }

  /// Rate and time left; nothing as long as they cannot be told.
  private var pace: String {
    let seconds = elapsed / .seconds(1)
    guard done - reused >= Self.sample, seconds >= 1 else { return "" }
    let rate = Double(done - reused) / seconds
    let left = Int((Double(total - done) / rate).rounded(.up))
    let tenths = Int((rate * 10).rounded())
    return ", \(tenths / 10).\(tenths % 10)/s, \(clock(left)) left"
  }

  private func clock(_ seconds: Int) -> String {
    let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
    return "\(minutes):\(rest < 10 ? "0" : "")\(rest)"
  }
}
