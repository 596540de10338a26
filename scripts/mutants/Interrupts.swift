/// What of a file runs in interrupts, hard or soft, as far as its text says.
struct Interrupts {
  private let source: Source
  private let functions: [Source.Body]

  /// The functions that these expressions find in the file, and what they call.
  init(_ source: Source, _ registrations: [Regex<(Substring, Substring)>]) {
    self.source = source
    functions = source.reached(
      from: Set(registrations.flatMap { source.text.matches(of: $0).map(\.output.1) }))
  }

  /// The handlers of interrupts, and high resolution timers.
  static func hard(_ source: Source) -> Interrupts {
    Interrupts(
      source, [#/request_(?:threaded_)?irq\([^;]*?,\s*(\w+),/#, #/timer\.function\s*=\s*(\w+);/#])
  }

  /// Timers and tasklets.
  static func soft(_ source: Source) -> Interrupts {
    Interrupts(
      source, [#/(?:timer|tasklet)_setup\(&[^;,]*,\s*(\w+)/#, #/DEFINE_TIMER\(\w+,\s*(\w+)/#])
  }

  /// Whether a function of them takes a lock, and this one is none of them.
  func take(_ lock: Substring, outside body: Source.Body) -> Bool {
    !functions.contains { $0.range == body.range }
      && functions.contains { function in
        source.lines[function.range].contains { Line($0).spun == lock }
      }
  }
}
