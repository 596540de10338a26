/// The functions of a filesystem or of a driver that run while somebody holds a lock that reclaim takes in the same folder.
struct Reclaim {
  /// How many calls below a function that holds such a lock the text is believed.
  private static let depth = 2

  private let sources: [Source]
  private let locks: Set<Substring>
  private let callees: Set<Substring>

  /// Reclaim enters these through its methods: `write`s pages, `evict`s inodes, shrinks caches; and I/O below.
  init(_ sources: [Source]) {
    self.sources = sources
    let methods =
      #/\b(?:writepages?|write_inode|evict_inode|scan_objects|count_objects|map|submit_bio|queue_rq)\s*=\s*(\w+)\s*[,;]/#
    var names = Set(sources.flatMap { $0.text.matches(of: methods).map(\.output.1) })
    var reached: [Source.Body] = []
    var seen: Set<Substring> = []
    var locks: Set<Substring> = []
    while !names.isEmpty {
      seen.formUnion(names)
      reached.removeAll()
      for source in sources {
        for body in source.bodies where names.contains(body.name[...]) {
          reached.append(body)
          for line in source.lines[body.range] {
            if let lock = Line(line).lockedAsleep { locks.insert(Source.field(lock)) }
          }
        }
      }
      names = Set(reached.flatMap(\.calls)).subtracting(seen)
    }
    self.locks = locks
    var callees: Set<Substring> = []
    for source in sources {
      for number in source.bodies.flatMap({ Self.keptOut(locks, source, $0) }) {
        callees.formUnion(Source.calls(in: source.lines[number...number]))
      }
    }
    for _ in 1..<Self.depth {
      for body in sources.flatMap(\.bodies) where callees.contains(body.name[...]) {
        callees.formUnion(body.calls)
      }
    }
    self.callees = callees
  }

  /// Whether a line runs while a lock is held that reclaim takes.
  func isKeptOut(_ source: Source, _ body: Source.Body, _ number: Int) -> Bool {
    callees.contains(body.name[...]) || Self.keptOut(locks, source, body).contains(number)
  }

  /// The lines of a function at which it holds one of these locks itself.
  private static func keptOut(
    _ locks: Set<Substring>, _ source: Source, _ body: Source.Body
  ) -> [Int] {
    var held: Set<Substring> = []
    var hasHandle = false
    return body.range.filter { number in
      let text = source.lines[number]
      let isHeld = !held.isEmpty && !hasHandle
      guard text.hasSuffix(");") else { return isHeld }
      // A handle of a journal is a scope that keeps file systems out, whatever the masks in it.
      if text.contains("journal_start(") { hasHandle = true }
      if text.contains("journal_stop(") { hasHandle = false }
      let line = Line(text)
      if let lock = line.lockedAsleep.map(Source.field), locks.contains(lock) { held.insert(lock) }
      if let lock = line.unlocked.map(Source.field) { held.remove(lock) }
      return isHeld
    }
  }
}
