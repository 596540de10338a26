/// A line of a function that is a statement of its own.
struct Line {
  let text: String

  init(_ text: String) { self.text = text }

  var indent: Substring { text.prefix { $0 == "\t" } }

  private var isCall: Bool { text.hasPrefix("\t") && text.hasSuffix(");") }

  private var locks: Bool { isCall && (text.contains("lock") || text.contains("down_")) }

  /// The lock that it takes.
  var locked: Substring? {
    guard locks else { return nil }
    return text.wholeMatch(
      of:
        #/\t+(?:mutex_lock|spin_lock|spin_lock_irq|spin_lock_bh|down_read|down_write)\((&[^;]*)\);/#
    )?.output.1
  }

  /// The lock that it takes and sleeps for.
  var lockedAsleep: Substring? {
    guard locks else { return nil }
    return text.wholeMatch(of: #/\t+(?:mutex_lock|down_read|down_write)\((&[^;]*)\);/#)?.output.1
  }

  /// The mutex that it takes.
  var lockedMutex: Substring? {
    guard locks else { return nil }
    return text.wholeMatch(of: #/\t+mutex_lock\((&[^;]*)\);/#)?.output.1
  }

  /// The spinlock that it takes, whatever it switches off.
  var spun: Substring? {
    guard locks else { return nil }
    return text.wholeMatch(of: #/\t+spin_lock(?:_irqsave|_irq|_bh)?\((&[^,;]*)(?:, flags)?\);/#)?
      .output.1
  }

  /// The spinlock that it takes with interrupts switched off, hard (`irq`, `irqsave`) or soft (`bh`).
  var masked: (kind: Substring, lock: Substring)? {
    guard locks else { return nil }
    return text.wholeMatch(of: #/\t+spin_lock_(irqsave|irq|bh)\((&[^,;]*)(?:, flags)?\);/#).map {
      ($0.output.1, $0.output.2)
    }
  }

  var unlocks: Bool { unlocked != nil }

  /// The lock that it gives back.
  var unlocked: Substring? {
    guard isCall, text.contains("unlock") || text.contains("up_") else { return nil }
    return text.wholeMatch(
      of:
        #/\t+(?:mutex_unlock|spin_unlock|spin_unlock_irq|spin_unlock_bh|spin_unlock_irqrestore|up_read|up_write|rcu_read_unlock)\(([^,;]*)(?:, \w+)?\);/#
    )?.output.1
  }

  var returns: Bool { text.wholeMatch(of: #/\t+return\b.*;/#) != nil }

  /// The work item that it waits for.
  var flushed: Substring? {
    guard isCall, text.contains("work") else { return nil }
    return text.wholeMatch(
      of:
        #/\t+(?:cancel_work_sync|cancel_delayed_work_sync|flush_work|flush_delayed_work)\((&[^;]*)\);/#
    )?.output.1
  }

  /// The timer that it waits for.
  var stopped: Substring? {
    guard isCall, text.contains("del_timer_sync") else { return nil }
    return text.wholeMatch(of: #/\t+del_timer_sync\((&[^;]*)\);/#)?.output.1
  }

  /// The completion that it waits for.
  var completion: Substring? {
    guard isCall, text.contains("wait_for_completion") else { return nil }
    return text.wholeMatch(of: #/\t+wait_for_completion(?:_killable|_io)?\((&[^;]*)\);/#)?.output.1
  }

  /// The wait queue that it waits on, an expression without its `&`.
  var queue: Substring? {
    guard isCall, text.contains("wait_event(") else { return nil }
    return text.wholeMatch(of: #/\t+wait_event\(([^,]*),.*\);/#)?.output.1
  }

  /// The completion or the wait queue whose waiters it wakes.
  var signalled: Substring? {
    guard isCall, text.contains("complete") || text.contains("wake_up") else { return nil }
    return text.wholeMatch(of: #/\t+(?:complete|complete_all|wake_up|wake_up_all)\((&[^;]*)\);/#)?
      .output.1
  }

  /// Whether it calls what sleeps for certain.
  var sleeps: Bool {
    ["mutex_lock(", "GFP_KERNEL", "msleep(", "wait_for_completion(", "_sync(", "down_write("]
      .contains { text.contains($0) }
  }

  /// The variable and the kind of a memalloc scope that it opens.
  var scope: (variable: Substring, kind: Substring)? {
    guard isCall, text.contains("memalloc_no") else { return nil }
    return text.wholeMatch(of: #/\t+(\w+) = memalloc_no(io|fs)_save\(\);/#).map {
      ($0.output.1, $0.output.2)
    }
  }
}
