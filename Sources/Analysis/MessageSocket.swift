import Foundation

/// One end of a connection between a run and a worker, that carries messages.
struct MessageSocket: Sendable {
  /// Why there is no message.
  enum Failure: Error {
    /// The other side is gone.
    case closed
    case timedOut
  }

  let descriptor: Int32

  /// Two ends, neither of which is handed on to other programs.
  static func pair() throws(Failure) -> (MessageSocket, MessageSocket) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .closed }
    return (MessageSocket(descriptor: ends[0]), MessageSocket(descriptor: ends[1]))
  }

  func close() { _ = Foundation.close(descriptor) }

  func send(_ message: [UInt8]) throws(Failure) {
    let size = UInt64(message.count).littleEndian
    try sendAll(withUnsafeBytes(of: size) { Array($0) })
    try sendAll(message)
  }

  private func sendAll(_ bytes: [UInt8]) throws(Failure) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        Foundation.send(
          descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .closed }
      sent += count
    }
  }

  /// The next message.
  ///
  /// `limit`: how long to wait for it; nil for ever.
  func receive(within limit: Duration? = nil) throws(Failure) -> [UInt8] {
    let end = limit.map { ContinuousClock.now + $0 }
    let size = try receive(8, until: end).withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self))
    }
    guard let size = Int(exactly: size) else { throw .closed }
    return try receive(size, until: end)
  }

  private func receive(
    _ size: Int, until end: ContinuousClock.Instant?
  ) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: size)
    var received = 0
    while received < size {
      if let end {
        let left = max(0, (end - .now) / .milliseconds(1))
        var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&event, 1, Int32(min(left.rounded(.up), 1e9)))
        if ready < 0, errno == EINTR { continue }
        if ready == 0 { throw .timedOut }
      }
      let count = bytes.withUnsafeMutableBytes { bytes in
        read(descriptor, bytes.baseAddress.map { $0 + received }, size - received)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .closed }
      received += count
    }
    return bytes
  }
}
