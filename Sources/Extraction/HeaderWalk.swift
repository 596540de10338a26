/// Goes through a unit's files in the order in which the preprocessor would without a precompiled
/// header, to see whether something would have been known earlier or later than with it.
///
/// Conditions count as met: what is left out by one was left out of the header as well, or is read
/// too early here, before it would matter.
struct HeaderWalk {
  private let index: HeaderIndex
  private let own: [(path: String, scan: SourceScan)]
  /// The unit's own files, by their paths and by their names without the folder.
  private let numbers: [String: Int]
  private let byName: [Substring: [Int]]
  private var isVisited: [Bool]
  /// Files of the header that ask for macros that the unit has changed before they are read.
  private var configurable: Set<Int> = []

  /// Which files of the header the unit would have read.
  private(set) var isRead: [Bool]
  /// Whether the unit sees something of the header too early, or the header nothing of the unit.
  private(set) var isOutOfOrder = false

  /// `own`: the files that the unit reads beside the header, the main file first.
  init(_ index: HeaderIndex, own: [(path: String, scan: SourceScan)]) {
    self.index = index
    self.own = own
    numbers = Dictionary(own.enumerated().map { ($1.path, $0) }) { first, _ in first }
    byName = Dictionary(grouping: own.indices) { Self.name(own[$0].path[...]) }
    isVisited = [Bool](repeating: false, count: own.count)
    isRead = index.isFirst
    visit(0)
    // A macro names these, nobody knows where: as if at the very beginning.
    let known = isRead
    for number in own.indices where !isVisited[number] {
      isRead = index.isFirst
      visit(number)
    }
    isRead = zip(isRead, known).map { $0 || $1 }
    for number in own.indices { markIncludes(of: number) }
    if configurable.contains(where: { isRead[$0] }) { isOutOfOrder = true }
  }

  private mutating func visit(_ number: Int) {
    guard own.indices.contains(number), !isVisited[number] else { return }
    isVisited[number] = true
    let (path, scan) = own[number]
    for step in scan.steps {
      switch step {
      case .include(let position):
        let include = scan.includes[position]
        if let next = ownTarget(of: include, in: path) {
          visit(next)
        } else if let file = index.target(of: include, in: path) {
          index.mark([file], in: &isRead)
        }
      case .test(let macro):
        if index.hides(macro, from: isRead) { isOutOfOrder = true }
      case .change(let macro):
        configurable.formUnion(index.testers(of: macro, after: isRead))
      }
    }
  }

  private mutating func markIncludes(of number: Int) {
    let (path, scan) = own[number]
    index.mark(scan.includes.compactMap { index.target(of: $0, in: path) }, in: &isRead)
  }

  /// The file of the unit's own that an `#include` brings. Which folder it is found in is known from
  /// its being there.
  private func ownTarget(of include: SourceScan.Include, in path: String) -> Int? {
    if include.isQuoted, let slash = path.lastIndex(of: "/"),
      let number = numbers[path[...slash] + include.name]
    {
      return number
    }
    if index.target(of: include, in: path) != nil { return nil }
    return byName[Self.name(include.name[...])]?.first { number in
      let path = own[number].path
      return include.name.contains("..") || path.hasSuffix("/" + include.name)
    }
  }

  private static func name(_ path: Substring) -> Substring {
    path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path
  }
}
