import Foundation

/// What `make -n` printed, read for the commands that compile kernel code.
package struct DryRunOutput: Hashable, Sendable {
  /// A macro that dry runs define so that objects that are already built count as out of date. It
  /// is taken out of the arguments again.
  package static let marker = "-DDEADLINT_DRY_RUN"

  package let invocations: [CompilerInvocation]

  /// The lines that these were read from, which give them again.
  let compilingLines: [UInt8]

  /// - Parameters:
  ///   - output: All that make wrote to its standard output.
  ///   - directory: The absolute folder that the commands run in, which for Kbuild is always the
  ///     build folder.
  /// - Complexity: O(n) in the bytes; lines without a C file to compile cost next to nothing.
  package init(_ output: [UInt8], directory: String) {
    var invocations: [CompilerInvocation] = []
    var compilingLines: [UInt8] = []
    for line in Self.logicalLines(of: output) {
      guard Self.mentions("-c ", in: output, line), Self.mentions(".c", in: output, line) else {
        continue
      }
      var found: CompilerInvocation?
      _ = ShellText(output[line]).firstCommand { words in
        // The echo of a command is one quoted word and has no options of its own.
        guard words.contains("-c"), words.contains("-D__KERNEL__"),
          let invocation = CompilerInvocation(
            words: words.filter { $0 != Self.marker }, directory: directory)
        else { return false }
        found = invocation
        return true
      }
      guard let found else { continue }
      invocations.append(found)
      compilingLines += output[line] + [0x0A]
    }
    self.invocations = invocations
    self.compilingLines = compilingLines
  }

  /// Lines, with those that end in a backslash joined to the next.
  private static func logicalLines(of output: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    output.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      var position = 0
      while position < bytes.count {
        let newline = memchr(base + position, 0x0A, bytes.count - position)
        let end = newline.map { UnsafeRawPointer($0) - base } ?? bytes.count
        position = end + 1
        if end > start, end < bytes.count, bytes[end - 1] == UInt8(ascii: "\\") { continue }
        if end > start { lines.append(start..<end) }
        start = position
      }
      if start < bytes.count { lines.append(start..<bytes.count) }
    }
    return lines
  }

  private static func mentions(_ text: StaticString, in output: [UInt8], _ line: Range<Int>) -> Bool
  {
    output.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return false }
      let length = text.utf8CodeUnitCount
      var start = line.lowerBound
      while start + length <= line.upperBound,
        let hit = memchr(base + start, Int32(text.utf8Start[0]), line.upperBound - start)
      {
        let position = UnsafeRawPointer(hit) - base
        if position + length > line.upperBound { return false }
        if memcmp(hit, text.utf8Start, length) == 0 { return true }
        start = position + 1
      }
      return false
    }
  }
}
