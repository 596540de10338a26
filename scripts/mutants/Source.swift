import Foundation

/// A file in the kernel's style, with its functions.
struct Source {
  /// The lines of a function's body, by number in the file.
  struct Body {
    let name: String
    /// All between the function before and its body.
    let heading: String
    let range: Range<Int>
    /// What it may call, by name.
    let calls: Set<Substring>
  }

  /// The lines that are compiled; in place of the others stand empty ones.
  let lines: [String]
  let text: String
  let bodies: [Body]

  init(_ text: String, _ configuration: Configuration) {
    lines = configuration.compiled(of: text.components(separatedBy: "\n"))
    self.text = lines.joined(separator: "\n")
    bodies = Self.bodies(in: lines)
  }

  /// From a brace in the first column to the next one.
  private static func bodies(in lines: [String]) -> [Body] {
    var result: [Body] = []
    var start: Int?
    for (number, line) in lines.enumerated() {
      if line == "{" { start = number }
      if line == "}", let first = start {
        let heading = lines[..<first].reversed().prefix { line in
          !line.isEmpty && !line.hasSuffix(";") && !line.hasSuffix("}")
        }
        let text = heading.reversed().joined(separator: " ")
        if let name = name(in: text) {
          result.append(
            Body(
              name: name, heading: text, range: first..<number,
              calls: calls(in: lines[first..<number])))
        }
        start = nil
      }
    }
    return result
  }

  /// The name that the compiler gives to the function of a heading; nil if a macro makes it up.
  private static func name(in heading: String) -> String? {
    if let call = heading.firstMatch(of: #/\b(COMPAT_)?SYSCALL_DEFINE\d\((\w+)/#)?.output {
      return (call.1 == nil ? "__do_sys_" : "__do_compat_sys_") + call.2
    }
    let annotations: Set<Substring> = [
      "__acquires", "__releases", "__must_hold", "__attribute__", "__printf", "__scanf",
    ]
    let name = heading.matches(of: #/\b(\w+)\(/#).lazy.map(\.output.1)
      .first { !annotations.contains($0) }
    guard let name, name.contains(where: \.isLowercase) else { return nil }
    return String(name)
  }

  /// The names that stand before an opening parenthesis.
  static func calls(in lines: ArraySlice<String>) -> Set<Substring> {
    var result: Set<Substring> = []
    for line in lines {
      let parts = line.split(separator: "(", omittingEmptySubsequences: false)
      for part in parts.dropLast() {
        let start = part.lastIndex { $0 != "_" && !$0.isLetter && !$0.isNumber }
        let name = start.map { part[part.index(after: $0)...] } ?? part
        if !name.isEmpty { result.insert(name) }
      }
    }
    return result
  }

  /// The functions of the file of these names, and those that they call.
  func reached(from names: Set<Substring>) -> [Body] {
    var (result, wanted, seen): ([Body], Set<Substring>, Set<Substring>) = ([], names, [])
    while !wanted.isEmpty {
      let found = bodies.filter { wanted.contains($0.name[...]) }
      result += found
      seen.formUnion(wanted)
      wanted = Set(found.flatMap(\.calls)).subtracting(seen)
    }
    return result
  }

  /// Whether a wait queue or a completion is one that the file itself declares, or a field of a structure of its own.
  func declares(_ event: Substring) -> Bool {
    let field = Self.field(event)
    return [
      "wait_queue_head_t \(field);", "DECLARE_WAIT_QUEUE_HEAD(\(field));",
      "struct completion \(field);", "DECLARE_COMPLETION(\(field));",
    ].contains(where: text.contains)
  }

  /// Whether another function of the file calls a function.
  func isCalled(_ body: Body) -> Bool {
    bodies.contains { $0.range != body.range && $0.calls.contains(body.name[...]) }
  }

  /// Whether a line is not the one statement under an `if` or `else`.
  func standsAlone(_ number: Int) -> Bool {
    guard let before = lines[..<number].last(where: { !$0.isEmpty })?.last else { return false }
    return ";{}:".contains(before)
  }

  /// Whether another function takes two locks in this order.
  func isNested(_ outer: Substring, _ inner: Substring, except body: Body) -> Bool {
    let (outer, inner) = (Self.field(outer), Self.field(inner))
    guard outer != inner else { return false }
    return bodies.contains { other in
      guard other.range != body.range,
        let first = other.range.first(where: { takes(outer, $0) }),
        let second = other.range.dropFirst(first - other.range.lowerBound).first(where: {
          takes(inner, $0)
        })
      else { return false }
      return !lines[first..<second].contains { Line($0).unlocked.map(Self.field) == outer }
    }
  }

  private func takes(_ lock: Substring, _ number: Int) -> Bool {
    Line(lines[number]).locked.map(Self.field) == lock
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

  /// Whether a spinlock or a section of RCU is open at a line of a function.
  func spins(in body: Body, before number: Int) -> Bool {
    let spinning = ["spin_lock", "spin_lock_bh", "spin_lock_irq", "spin_lock_irqsave"]
    let giving = ["spin_unlock", "spin_unlock_bh", "spin_unlock_irq", "spin_unlock_irqrestore"]
    return isHeld(spinning, until: giving, in: body, before: number)
      || isHeld(["rcu_read_lock"], until: ["rcu_read_unlock"], in: body, before: number)
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
