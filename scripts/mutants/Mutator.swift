import Foundation

/// All mutations of a file.
struct Mutator {
  /// The rules on allocations that let reclaim in where it waits for the allocating task.
  private static let reclaimRules = ["reclaim-recursion", "reclaim-in-submit", "vmalloc-gfp-mask"]

  private let source: Source
  private let deferred: Deferred
  private lazy var hard = Interrupts.hard(source)
  private lazy var soft = Interrupts.soft(source)
  private lazy var reclaim = around()
  /// What is known of the folder of the file.
  private let around: () -> Reclaim
  private(set) var mutations: [Mutation] = []

  init(_ source: Source, around: @escaping () -> Reclaim) {
    self.source = source
    self.around = around
    deferred = Deferred(source)
    for body in source.bodies {
      for number in body.range where source.standsAlone(number) {
        atomicity(body, number)
        locks(body, number)
        masks(body, number)
        waits(body, number)
      }
      allocations(body)
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
    if line.spun != nil {
      add("sleep-under-spinlock", ["sleep-in-atomic"], body) {
        $0.insert("\(line.indent)msleep(1);", at: number + 1)
      }
    }
    if line.text.hasSuffix("\trcu_read_lock();") {
      add("sleep-under-rcu", ["sleep-in-rcu", "sleep-in-atomic"], body) {
        $0.insert("\(line.indent)msleep(1);", at: number + 1)
      }
    }
  }

  /// Allocations that sleep where nobody may, or that reclaim what waits for them.
  private mutating func allocations(_ body: Source.Body) {
    for number in body.range {
      let text = source.lines[number]
      guard text.contains("GFP_"), allocates(number) else { continue }
      func allow(_ mask: String, _ kind: String, _ rules: [String]) {
        guard text.contains(mask) else { return }
        add(kind, rules, body) {
          $0[number] = text.replacingOccurrences(of: mask, with: "GFP_KERNEL")
        }
      }
      if source.spins(in: body, before: number) {
        allow("GFP_ATOMIC", "atomic-to-kernel", ["sleep-in-atomic", "sleep-in-rcu"])
      } else if text.contains("GFP_NO") {
        if reclaim.isKeptOut(source, body, number, .io) {
          allow("GFP_NOIO", "noio-to-kernel", Self.reclaimRules)
        }
        if reclaim.isKeptOut(source, body, number, .files) {
          allow("GFP_NOFS", "nofs-to-kernel", Self.reclaimRules)
        }
      }
    }
  }

  /// Whether a line or the one before it, which it goes on from, calls what allocates by its name.
  ///
  /// A tracker of references takes a mask as well, but there are none in most configurations.
  private func allocates(_ number: Int) -> Bool {
    let before = source.lines[number - 1]
    let text = (before.hasSuffix(";") ? "" : before) + source.lines[number]
    return text.contains(#/alloc|clone|dup\w*\(|copy\w*\(/#) && !text.contains("track")
  }

  /// Locks that are kept, taken twice, in another order or with interrupts on.
  private mutating func locks(_ body: Source.Body, _ number: Int) {
    let line = Line(source.lines[number])
    let next = Line(number + 1 < body.range.upperBound ? source.lines[number + 1] : "")
    if line.unlocks, next.returns,
      source.lines[body.range].count(where: { Line($0).unlocks }) > 1
    {
      // Found where it is kept, or where its holder goes on.
      add(
        "drop-unlock", ["lock-imbalance", "self-deadlock", "sleep-in-atomic", "sleep-in-rcu"], body
      ) { $0.remove(at: number) }
    }
    if let lock = line.locked, !lock.contains("[") {
      add("lock-twice", ["self-deadlock"], body) { $0.insert(line.text, at: number + 1) }
      if let inner = next.locked, source.isNested(lock, inner, except: body) {
        // A mutex under a spinlock, or a lock of interrupts taken before they are switched off.
        add("swap-locks", ["lock-order", "sleep-in-atomic", "irq-inversion"], body) {
          $0.swapAt(number, number + 1)
        }
      }
    }
    guard let (kind, lock) = line.masked else { return }
    // Who switches interrupts on again without looking says that they were.
    guard kind == "irq" || source.lines[body.range].contains(where: { Line($0).sleeps }),
      (kind == "bh" ? soft : hard).take(lock, outside: body)
    else { return }
    let given = kind == "irqsave" ? "irqrestore" : String(kind)
    add("drop-irqsave", ["irq-inversion"], body) { text in
      for position in body.range {
        for end in ["", ", flags"] {
          text[position] = text[position].replacingOccurrences(
            of: "spin_lock_\(kind)(\(lock)\(end))", with: "spin_lock(\(lock))"
          )
          .replacingOccurrences(
            of: "spin_unlock_\(given)(\(lock)\(end))", with: "spin_unlock(\(lock))")
        }
      }
    }
  }

  /// Scopes that keep reclaim out.
  private mutating func masks(_ body: Source.Body, _ number: Int) {
    guard let scope = Line(source.lines[number]).scope,
      reclaim.isKeptOut(source, body, number, scope.kind == "io" ? .io : .files)
    else { return }
    let end = "memalloc_no\(scope.kind)_restore(\(scope.variable));"
    add("drop-scope", Self.reclaimRules, body) { text in
      text[number] = "\t\(scope.variable) = 0;"
      for position in body.range where text[position].contains(end) {
        text[position] = "\t(void)\(scope.variable);"
      }
    }
  }

  /// Waits under a lock without which they do not end.
  private mutating func waits(_ body: Source.Body, _ number: Int) {
    let line = Line(source.lines[number])
    func wrap(
      _ kind: String, in lock: Substring?, _ taking: String = "mutex_lock",
      _ giving: String = "mutex_unlock", rules: [String]? = nil
    ) {
      guard let lock else { return }
      add(kind, rules ?? [kind], body) { text in
        text.replaceSubrange(
          number...number,
          with: [
            "\(line.indent)\(taking)(\(lock));", line.text, "\(line.indent)\(giving)(\(lock));",
          ])
      }
    }
    if let work = line.flushed { wrap("flush-under-lock", in: deferred.mutexOfWorker(of: work)) }
    if let timer = line.stopped {
      wrap(
        "flush-under-lock", in: deferred.spinlockOfTimer(timer), "spin_lock_bh", "spin_unlock_bh")
    }
    // Who wakes a queue that other files know of is not known.
    if let event = line.completion ?? line.queue.flatMap({ source.declares($0) ? "&" + $0 : nil }) {
      if let lock = deferred.mutexOfSignaller(of: event) {
        wrap("wait-under-lock", in: lock, rules: waiting)
      } else if let signals = deferred.sleepingSignallers(of: event),
        signals.allSatisfy({ !body.range.contains($0) })
      {
        serialize(body, [number] + signals)
      }
    }
  }

  /// What a wait under a lock is found by: a thread that signals for one after the other has a rule of its own.
  private var waiting: [String] { ["wait-under-lock", "serialized-completion"] }

  /// Puts a wait and what ends it under one mutex, which the file did not have.
  private mutating func serialize(_ body: Source.Body, _ numbers: [Int]) {
    guard let include = source.lines.lastIndex(where: { $0.hasPrefix("#include") }) else { return }
    add("wait-under-lock", waiting, body) { text in
      for number in numbers.sorted(by: >) {
        let indent = Line(text[number]).indent
        text.insert("\(indent)mutex_unlock(&serializing);", at: number + 1)
        text.insert("\(indent)mutex_lock(&serializing);", at: number)
      }
      text.insert("static DEFINE_MUTEX(serializing);", at: include + 1)
    }
  }
}
