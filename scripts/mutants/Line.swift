/// A line of a function that is a statement of its own.
struct Line {
  let text: String

  init(_ text: String) { self.text = text }

  var indent: Substring { text.prefix { $0 == "\t" } }

  private var isCall: Bool { text.hasPrefix("\t") && text.hasSuffix(");") }

  /// The lock that it takes.
  var locked: Substring? {
    guard isCall, text.contains("lock(") || text.contains("lock_") || text.contains("down_") else {
      return nil
    }
    return text.wholeMatch(
      of:
        #/\t+(?:mutex_lock|spin_lock|spin_lock_irq|spin_lock_bh|down_read|down_write)\((&[^;]*)\);/#
    )?.output.1
  }

  var spins: Bool {
    isCall && text.contains("spin_lock")
      && text.wholeMatch(of: #/\t+spin_lock(_irqsave|_irq|_bh)?\(&[^;]*\);/#) != nil
  }

  /// The lock that it takes with interrupts switched off.
  var lockedWithoutInterrupts: Substring? {
    guard isCall, text.contains("_irqsave(") else { return nil }
    return text.wholeMatch(of: #/\t+spin_lock_irqsave\((&[^,;]*), flags\);/#)?.output.1
  }

  var unlocks: Bool {
    guard isCall, text.contains("unlock") || text.contains("up_") else { return false }
    return text.wholeMatch(
      of:
        #/\t+(mutex_unlock|spin_unlock|spin_unlock_irq|spin_unlock_bh|spin_unlock_irqrestore|up_read|up_write|rcu_read_unlock)\(.*\);/#
    ) != nil
  }

  var returns: Bool { text.wholeMatch(of: #/\t+return\b.*;/#) != nil }

  /// The work item that it waits for.
  var flushed: Substring? {
    guard isCall, text.contains("work") else { return nil }
    return text.wholeMatch(
      of: #/\t+(?:cancel_work_sync|cancel_delayed_work_sync|flush_work)\((&[^;]*)\);/#)?.output.1
  }

  /// The completion that it waits for.
  var waited: Substring? {
    guard isCall, text.contains("wait_for_completion") else { return nil }
    return text.wholeMatch(of: #/\t+wait_for_completion\((&[^;]*)\);/#)?.output.1
  }

  /// The variable and the kind of a memalloc scope that it opens.
  var scope: (variable: Substring, kind: Substring)? {
    guard isCall, text.contains("memalloc_no") else { return nil }
    return text.wholeMatch(of: #/\t+(\w+) = memalloc_no(io|fs)_save\(\);/#).map {
      ($0.output.1, $0.output.2)
    }
  }
}
