/// The functions of a filesystem or of a driver that run while somebody holds a lock that reclaim takes in the same folder.
struct Reclaim {
  /// What a mask or a scope keeps reclaim from.
  enum Reach: CaseIterable {
    /// File systems; I/O is let in all the same.
    case files
    /// File systems and I/O.
    case io

    /// The methods by which reclaim gets there: direct reclaim evicts inodes and shrinks caches, but writes no
    /// pages of files; and I/O below.
    fileprivate var methods: Regex<(Substring, Substring)> {
      switch self {
      case .files:
        #/\b(?:evict_inode|destroy_inode|scan_objects|count_objects|free_cached_objects|nr_cached_objects|d_iput|d_release)\s*=\s*(\w+)\s*[,;]/#
      case .io:
        #/\b(?:evict_inode|destroy_inode|scan_objects|count_objects|free_cached_objects|nr_cached_objects|d_iput|d_release|map|submit_bio|queue_rq)\s*=\s*(\w+)\s*[,;]/#
      }
    }
  }

  /// The locks that reclaim takes by some methods, and what is called with one of them held.
  private struct Side {
    let locks: Set<Substring>
    var callees: Set<Substring> = []
  }

  /// How many calls below a function that holds such a lock the text is believed.
  private static let depth = 2

  private var sides: [Reach: Side] = [:]

  /// What is kept out of the files of a folder, and the texts of its headers.
  init(_ sources: [Source], headers: [String]) {
    let own = Self.locksOfInodes(sources.map(\.text) + headers)
    for reach in Reach.allCases {
      var side = Side(locks: Self.locks(reach, sources).subtracting(own))
      for source in sources {
        for body in source.bodies {
          for number in Self.keptOut(side.locks, source, body) {
            side.callees.formUnion(Source.calls(in: source.lines[number...number]))
          }
        }
      }
      for _ in 1..<Self.depth {
        for source in sources {
          for body in source.bodies where side.callees.contains(body.name[...]) {
            for number in Self.open(source, body) {
              side.callees.formUnion(Source.calls(in: source.lines[number...number]))
            }
          }
        }
      }
      sides[reach] = side
    }
  }

  /// Whether a line runs while a lock is held that reclaim takes, outside of scopes that keep it out anyway.
  func isKeptOut(_ source: Source, _ body: Source.Body, _ number: Int, _ reach: Reach) -> Bool {
    guard let side = sides[reach] else { return false }
    return side.callees.contains(body.name[...]) && Self.open(source, body).contains(number)
      || Self.keptOut(side.locks, source, body).contains(number)
  }

  private static func locks(_ reach: Reach, _ sources: [Source]) -> Set<Substring> {
    var names = Set(sources.flatMap { $0.text.matches(of: reach.methods).map(\.output.1) })
    var seen: Set<Substring> = []
    var locks: Set<Substring> = []
    while !names.isEmpty {
      seen.formUnion(names)
      var calls: Set<Substring> = []
      for source in sources {
        for body in source.bodies where names.contains(body.name[...]) {
          calls.formUnion(body.calls)
          for line in source.lines[body.range] {
            if let lock = Line(line).lockedAsleep { locks.insert(Source.field(lock)) }
          }
        }
      }
      names = calls.subtracting(seen)
    }
    return locks
  }

  /// The fields of structures that an inode is a part of: nobody else has such a lock of an inode that goes away.
  private static func locksOfInodes(_ texts: [String]) -> Set<Substring> {
    var result: Set<Substring> = ["i_rwsem", "i_mmap_rwsem", "invalidate_lock", "i_mutex"]
    for text in texts where text.contains("struct inode ") {
      for structure in text.matches(of: #/struct \w+ \{\n((?:.*\n)*?)\}/#) {
        let fields = structure.output.1
        guard fields.contains(#/\n\s+struct inode\s+\w+;/#) else { continue }
        for field in fields.matches(of: #/struct (?:mutex|rw_semaphore)\s+(\w+);/#) {
          result.insert(field.output.1)
        }
      }
    }
    return result
  }

  /// The lines of a function outside of scopes that keep reclaim out: those that it opens, and those of the
  /// handles of a journal, whatever the masks in them.
  private static func open(_ source: Source, _ body: Source.Body) -> [Int] {
    guard !body.heading.contains("handle_t *") else { return [] }
    var isOpen = true
    return body.range.filter { number in
      let text = source.lines[number]
      let result = isOpen
      if text.contains("journal_start") || text.contains("memalloc_nofs_save") { isOpen = false }
      if text.contains("journal_stop") || text.contains("memalloc_nofs_restore") { isOpen = true }
      return result
    }
  }

  /// The lines of a function at which it holds one of these locks itself.
  private static func keptOut(
    _ locks: Set<Substring>, _ source: Source, _ body: Source.Body
  ) -> [Int] {
    guard !locks.isEmpty else { return [] }
    var held: Set<Substring> = []
    return open(source, body).filter { number in
      let text = source.lines[number]
      let isHeld = !held.isEmpty
      guard text.hasSuffix(");") else { return isHeld }
      let line = Line(text)
      if let lock = line.lockedAsleep.map(Source.field), locks.contains(lock),
        !isLeft(source, after: number, line.indent)
      {
        held.insert(lock)
      }
      if let lock = line.unlocked.map(Source.field) { held.remove(lock) }
      return isHeld
    }
  }

  /// Whether the function is left on the branch that a line is on.
  private static func isLeft(_ source: Source, after number: Int, _ indent: Substring) -> Bool {
    guard indent != "\t" else { return false }
    return source.lines[(number + 1)...].prefix { $0.hasPrefix(indent) }.contains {
      $0.contains("\treturn") || $0.contains("\tgoto ")
    }
  }
}
