import Foundation

/// One of the process's output streams, and what is known of whoever reads it.
struct Terminal: Sendable {
  static let output = Terminal(descriptor: STDOUT_FILENO)
  static let errors = Terminal(descriptor: STDERR_FILENO)

  private let descriptor: Int32

  /// Whether it is a terminal and not a file or a pipe.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether colours are wanted: a terminal, and `NO_COLOR` is not set (https://no-color.org).
  var hasColours: Bool {
    let noColour = ProcessInfo.processInfo.environment["NO_COLOR"] ?? ""
    return isTerminal && noColour.isEmpty
  }

  /// In characters; 100 where it cannot be told, so that files do not depend on who writes them.
  var width: Int {
    var size = winsize()
    guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 100
    }
    return Int(size.ws_col)
  }

  /// Writes the text and nothing else. A reader that has gone away is no error.
  func write(_ text: String) {
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    try? handle.write(contentsOf: Data(text.utf8))
  }

  /// Writes the text and ends the line.
  func say(_ text: String) { write(text + "\n") }
}
