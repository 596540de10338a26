/// What a step of a schedule does, in the words of the wait graph.
public enum OperationKind: String, Hashable, Sendable, Codable, CaseIterable {
  case acquire
  case tryAcquire = "try-acquire"
  case release
  case enter
  case leave
  case wait
  case signal
  case arm
  case disarm
  case queue
  case flush
  case cancel
  case submit
  case issue
  case complete
  case allocate
  case free
  case get
  case put
  case use
  case sleep
  case assign
  case branch
  case check
  case start
  case finish
}
