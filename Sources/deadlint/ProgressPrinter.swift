import Analysis
import Foundation
import Reporting
import Synchronization

/// Shows a scan's events on the standard error: one line that is rewritten on a terminal, a line
/// every few seconds elsewhere.
final class ProgressPrinter: Sendable {
  private struct State {
    var began: ContinuousClock.Instant?
    var shown: ContinuousClock.Instant?
    var isLineOpen = false
    var reused = 0
    var took: [ScanPhase: Duration] = [:]
  }

  private let terminal: Terminal
  private let quiet: Bool
  private let timings: Bool
  private let clock = ContinuousClock()
  private let state = Mutex(State())

  /// With `quiet`, only warnings and timings are shown.
  init(terminal: Terminal, quiet: Bool, timings: Bool) {
    self.terminal = terminal
    self.quiet = quiet
    self.timings = timings
  }

  /// Shows the event, or leaves it out because another was shown just now. From any task.
  func handle(_ event: ScanEvent) {
    state.withLock { state in
      switch event {
      case .began(let phase):
        state.began = clock.now
        state.shown = nil
        if !quiet, terminal.isTerminal { rewrite(title(of: phase), &state) }
      case .reused(let units, _): state.reused = units
      case .unit(let file, let done, let total):
        let reused = state.reused
        show(&state) {
          ProgressLine(done: done, reused: reused, total: total, elapsed: $0, file: file)
        }
      case .functions(let done, let total):
        show(&state) { ProgressLine("functions", done: done, total: total, elapsed: $0) }
      case .ended(let phase, let duration):
        state.took[phase, default: .zero] += duration
      case .warning(let text):
        say("deadlint: warning: \(text)", &state)
      }
    }
  }

  /// Takes the rewritten line away, and says how long each phase took if that is wanted.
  func finish() {
    state.withLock { state in
      clear(&state)
      guard timings else { return }
      for phase in ScanPhase.allCases {
        guard let duration = state.took[phase] else { continue }
        terminal.say("deadlint: \(phase.rawValue): \(seconds(in: duration))")
      }
    }
  }

  private func show(_ state: inout State, _ line: (_ elapsed: Duration) -> ProgressLine) {
    let now = clock.now
    let pause: Duration = terminal.isTerminal ? .milliseconds(100) : .seconds(5)
    let last = state.shown ?? (terminal.isTerminal ? nil : state.began)
    guard !quiet, last.map({ now - $0 >= pause }) ?? true else { return }
    state.shown = now
    let line = line(state.began.map { now - $0 } ?? .zero)
    if terminal.isTerminal {
      rewrite(line.text(width: terminal.width - 1), &state)
    } else {
      terminal.say("deadlint: " + line.text(width: 100))
    }
  }

  private func title(of phase: ScanPhase) -> String {
    switch phase {
    case .prepare: "asking the tree how it is compiled"
    case .extract: "reading units"
    case .load: "putting the units together"
    case .graph: "building the lock and wait graph"
    case .match: "looking for the rules' shapes"
    case .validate: "executing findings"
    }
  }

  private func seconds(in duration: Duration) -> String {
    duration.formatted(
      .units(allowed: [.seconds], width: .narrow, fractionalPart: .show(length: 2)))
  }

  private func say(_ line: String, _ state: inout State) {
    clear(&state)
    terminal.say(line)
  }

  private func rewrite(_ line: String, _ state: inout State) {
    terminal.write("\r\u{1B}[2K" + line)
    state.isLineOpen = true
  }

  private func clear(_ state: inout State) {
    if state.isLineOpen { terminal.write("\r\u{1B}[2K") }
    state.isLineOpen = false
  }
}
