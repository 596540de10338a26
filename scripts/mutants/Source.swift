import Foundation

/// A file in the kernel's style, with its functions.
struct Source {
  /// The lines of a function's body, by number in the file.
  struct Body {
    let name: String
    let range: Range<Int>
  }

  let lines: [String]
  let bodies: [Body]

  init(_ text: String) {
    lines = text.components(separatedBy: "\n")
    bodies = Self.bodies(in: lines)
  }

  /// From a brace in the first column to the next one.
  private static func bodies(in lines: [String]) -> [Body] {
    var result: [Body] = []
    var start: Int?
    for (number, line) in lines.enumerated() {
      if line == "{" { start = number }
      if line == "}", let first = start {
        let heading = lines[..<first].suffix(4).joined(separator: " ")
        // What stands behind the parameters are annotations: __acquires(lock).
        if let name = heading.matches(of: #/\b(?!__)(\w+)\(/#).last?.output.1 {
          result.append(Body(name: String(name), range: first..<number))
        }
        start = nil
      }
    }
    return result
  }

  /// Whether another function takes two locks in this order.
  func isNested(_ outer: Substring, _ inner: Substring, except body: Body) -> Bool {
    let (outer, inner) = (Self.field(outer), Self.field(inner))
    guard outer != inner else { return false }
    return bodies.contains { other in
      guard other.range != body.range else { return false }
      let locks = lines[other.range].compactMap { Line($0).locked }.map(Self.field)
      guard let first = locks.firstIndex(of: outer) else { return false }
      return locks[first...].contains(inner)
    }
  }

  /// Whether a line of a function before another takes something, and none gives it back.
  func isHeld(_ taking: [String], until giving: [String], in body: Body, before number: Int) -> Bool
  {
    let before = lines[body.range.lowerBound..<number]
    func last(_ words: [String]) -> Int? {
      before.lastIndex { line in words.contains { line.contains($0 + "(") } }
    }
    guard let taken = last(taking) else { return false }
    return last(giving).map { $0 < taken } ?? true
  }

  /// Whether an interrupt handler of the file takes a lock of this name itself.
  func isTakenInInterrupt(_ lock: Substring) -> Bool {
    let handlers = Set(
      lines.joined(separator: "\n").matches(of: #/request_irq\([^;]*?,\s*(\w+),/#).map {
        String($0.output.1)
      })
    return bodies.contains { body in
      handlers.contains(body.name)
        && lines[body.range].contains { line in
          line.firstMatch(of: #/spin_lock\((&[^,;]*)\)/#).map { Self.field($0.output.1) }
            == Self.field(lock)
        }
    }
  }

  /// The mutex, a field beside the work item, that the item's function takes.
  func mutexOfWorker(of work: Substring) -> Substring? {
    for line in lines where line.contains("WORK(") {
      guard let call = line.firstMatch(of: #/INIT_(?:DELAYED_)?WORK\(&\w+->(\w+), (\w+)\)/#),
        call.output.1 == work, let worker = bodies.first(where: { $0.name == call.output.2 })
      else { continue }
      let text = lines[worker.range].joined(separator: " ")
      let objects = text.matches(of: #/(\w+)\s+=\s+container_of\(\w+,\s*struct \w+,\s*(\w+)\)/#)
      guard let object = objects.first(where: { $0.output.2 == work }) else { continue }
      return mutex(of: object.output.1, in: worker, before: worker.range.upperBound)
    }
    return nil
  }

  /// The mutex, a field beside the completion, that is taken before the completion is completed.
  func mutexOfSignaller(of completion: Substring) -> Substring? {
    for body in bodies {
      for number in body.range where lines[number].contains("complete") {
        guard let call = lines[number].firstMatch(of: #/complete(?:_all)?\(&(\w+)->(\w+)\);/#),
          call.output.2 == completion,
          let lock = mutex(of: call.output.1, in: body, before: number)
        else { continue }
        return lock
      }
    }
    return nil
  }

  /// The first mutex of an object that a function takes before a line.
  private func mutex(of object: Substring, in body: Body, before number: Int) -> Substring? {
    lines[body.range.lowerBound..<number].lazy.compactMap {
      $0.wholeMatch(of: #/\t+mutex_lock\(&(\w+)->(\w+)\);/#)?.output
    }.first { $0.1 == object }?.2
  }

  /// The last name of an expression: the field that a lock is in.
  static func field(_ expression: Substring) -> Substring {
    expression.split(whereSeparator: { "&->. ".contains($0) }).last ?? expression
  }

  /// The object that an expression takes the address of a field of, as in `&p->lock`: `p`.
  static func owner(_ expression: Substring) -> Substring? {
    expression.wholeMatch(of: #/&(\w+)->\w+/#)?.output.1
  }
}
