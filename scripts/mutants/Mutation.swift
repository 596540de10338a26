import Foundation

/// One scripted mistake.
struct Mutation {
  let kind: String
  let rules: [String]
  let function: String
  let change: (inout [String]) -> Void
}

/// All mutations of a file.
struct Mutator {
  private let source: Source
  private(set) var mutations: [Mutation] = []

  init(_ source: Source) {
    self.source = source
    for body in source.bodies {
      for number in body.range {
        atomicity(body, number)
        locks(body, number)
        masks(body, number)
        waits(body, number)
      }
    }
  }

  private mutating func add(
    _ kind: String, _ rules: [String], _ body: Source.Body,
    _ change: @escaping (inout [String]) -> Void
  ) {
    mutations.append(
      Mutation(kind: kind, rules: rules, function: body.name, change: change))
  }

  /// Sleeping where nobody may.
  private mutating func atomicity(_ body: Source.Body, _ number: Int) {
    let line = Line(source.lines[number])
    if line.spins {
      add("sleep-under-spinlock", ["sleep-in-atomic"], body) {
        $0.insert("\(line.indent)msleep(1);", at: number + 1)
      }
    }
    if line.text.hasSuffix("\trcu_read_lock();") {
      add("sleep-under-rcu", ["sleep-in-rcu"], body) {
        $0.insert("\(line.indent)msleep(1);", at: number + 1)
      }
    }
    guard line.text.contains("GFP_ATOMIC") else { return }
    let spinning = ["spin_lock", "spin_lock_bh", "spin_lock_irq"]
    let giving = ["spin_unlock", "spin_unlock_bh", "spin_unlock_irq"]
    if source.isHeld(spinning, until: giving, in: body, before: number)
      || source.isHeld(["rcu_read_lock"], until: ["rcu_read_unlock"], in: body, before: number)
    {
      add("atomic-to-kernel", ["sleep-in-atomic", "sleep-in-rcu"], body) {
        $0[number] = line.text.replacingOccurrences(of: "GFP_ATOMIC", with: "GFP_KERNEL")
      }
    }
  }

  /// Locks that are kept, taken twice, in another order or with interrupts on.
  private mutating func locks(_ body: Source.Body, _ number: Int) {
    let line = Line(source.lines[number])
    let next = Line(number + 1 < body.range.upperBound ? source.lines[number + 1] : "")
    if line.unlocks, next.returns,
      source.lines[body.range].count(where: { Line($0).unlocks }) > 1
    {
      add("drop-unlock", ["lock-imbalance", "self-deadlock"], body) { $0.remove(at: number) }
    }
    if let lock = line.locked, !lock.contains("[") {
      add("lock-twice", ["self-deadlock"], body) { $0.insert(line.text, at: number + 1) }
      if let inner = next.locked, source.isNested(lock, inner, except: body) {
        add("swap-locks", ["lock-order"], body) { $0.swapAt(number, number + 1) }
      }
    }
    guard let lock = line.lockedWithoutInterrupts, source.isTakenInInterrupt(lock) else { return }
    add("drop-irqsave", ["irq-inversion"], body) { text in
      for position in body.range {
        text[position] = text[position].replacingOccurrences(
          of: "spin_lock_irqsave(\(lock), flags)", with: "spin_lock(\(lock))"
        )
        .replacingOccurrences(
          of: "spin_unlock_irqrestore(\(lock), flags)", with: "spin_unlock(\(lock))")
      }
    }
  }

  /// Allocations that reclaim what waits for them.
  private mutating func masks(_ body: Source.Body, _ number: Int) {
    let line = Line(source.lines[number])
    let rules = ["reclaim-recursion", "vmalloc-gfp-mask"]
    if line.text.contains("GFP_NOIO"),
      source.isHeld(
        ["mutex_lock", "down_write"], until: ["mutex_unlock", "up_write"], in: body, before: number)
    {
      add("noio-to-kernel", rules, body) {
        $0[number] = line.text.replacingOccurrences(of: "GFP_NOIO", with: "GFP_KERNEL")
      }
    }
    guard let scope = line.scope else { return }
    let end = "memalloc_no\(scope.kind)_restore(\(scope.variable));"
    add("drop-scope", rules, body) { text in
      text[number] = "\t\(scope.variable) = 0;"
      for position in body.range where text[position].contains(end) {
        text[position] = "\t(void)\(scope.variable);"
      }
    }
  }

  /// Waits under a lock without which they do not end.
  private mutating func waits(_ body: Source.Body, _ number: Int) {
    let line = Line(source.lines[number])
    func wrapped(_ lock: String) -> (inout [String]) -> Void {
      { text in
        text.replaceSubrange(
          number...number,
          with: [
            "\(line.indent)mutex_lock(\(lock));", line.text, "\(line.indent)mutex_unlock(\(lock));",
          ])
      }
    }
    if let work = line.flushed, let owner = Source.owner(work),
      let lock = source.mutexOfWorker(of: Source.field(work))
    {
      add("flush-under-lock", ["flush-under-lock"], body, wrapped("&\(owner)->\(lock)"))
    }
    if let completion = line.waited, let owner = Source.owner(completion),
      let lock = source.mutexOfSignaller(of: Source.field(completion))
    {
      add("wait-under-lock", ["wait-under-lock"], body, wrapped("&\(owner)->\(lock)"))
    }
  }
}
