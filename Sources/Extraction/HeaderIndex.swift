/// What there is to know about the files of a precompiled header, to tell which units may use it and
/// which of its files they would have read.
struct HeaderIndex: Sendable {
  /// The files, by their absolute paths.
  private let numbers: [String: Int]
  private let paths: [String]
  /// The files that each file names, as far as they are part of the header.
  private let included: [[Int]]
  /// All files by the name under which a compiler option's folder has them.
  private let byName: [String: Int]
  /// The files that define a macro.
  private let definitions: [UInt64: [Int]]
  private let names: Set<UInt64>
  private let tested: Set<UInt64>
  /// What every unit reads before its own text.
  private let first: [Int]
  /// Whether a file is among `first`, or read by them.
  private var isFirst: [Bool] = []

  /// - Parameters:
  ///   - header: the header.
  ///   - scan: the scan of a file.
  init(_ header: PrecompiledHeader, scan: (String) -> SourceScan?) {
    let files = header.inclusions.map(\.file)
    paths = files
    numbers = Dictionary(files.enumerated().map { ($1, $0) }) { first, _ in first }
    var byName: [String: (rank: Int, number: Int)] = [:]
    for (number, path) in files.enumerated() {
      for (rank, folder) in header.folders.enumerated() where path.hasPrefix(folder + "/") {
        let name = String(path.dropFirst(folder.count + 1))
        if (byName[name]?.rank ?? .max) > rank { byName[name] = (rank, number) }
      }
    }
    let (numbers, targets) = (self.numbers, byName.mapValues(\.number))
    self.byName = targets
    first = header.first.compactMap { numbers[$0] }
    var included: [[Int]] = []
    var definitions: [UInt64: [Int]] = [:]
    var names: Set<UInt64> = []
    var tested: Set<UInt64> = []
    for (number, path) in files.enumerated() {
      guard let scan = scan(path) else {
        included.append([])
        continue
      }
      included.append(
        scan.includes.compactMap { Self.target(of: $0, in: path, numbers, targets) })
      for macro in scan.macros { definitions[macro, default: []].append(number) }
      names.formUnion(scan.names)
      tested.formUnion(scan.tested)
    }
    // What a macro names is not in the text.
    for (number, inclusion) in header.inclusions.enumerated() {
      if let includer = inclusion.includer.flatMap({ numbers[$0] }) {
        included[includer].append(number)
      }
    }
    self.included = included
    self.definitions = definitions
    self.names = names
    self.tested = tested
    isFirst = reached(from: first)
  }

  private static func target(
    of include: SourceScan.Include, in path: String, _ numbers: [String: Int],
    _ byName: [String: Int]
  ) -> Int? {
    if include.isQuoted, let slash = path.lastIndex(of: "/"),
      let number = numbers[path[...slash] + include.name]
    {
      return number
    }
    return byName[include.name]
  }

  /// Whether the header may stand in front of a text: nothing that the text defines before it includes
  /// something could change what the header says.
  func mayPrecede(_ text: SourceScan) -> Bool {
    text.macrosBeforeIncludes.isDisjoint(with: names)
  }

  /// What a unit would have read of the header without it.
  struct View {
    fileprivate let isRead: [Bool]
    /// The absolute paths.
    let files: [String]
  }

  /// `own`: the files that the unit reads beside the header, and what they say.
  func view(ofUnitOf own: [(path: String, scan: SourceScan)]) -> View {
    let isRead = reached(
      from: first
        + own.flatMap { path, scan in
          scan.includes.compactMap { Self.target(of: $0, in: path, numbers, byName) }
        })
    return View(isRead: isRead, files: paths.indices.filter { isRead[$0] }.map { paths[$0] })
  }

  private func reached(from numbers: [Int]) -> [Bool] {
    var isRead = [Bool](repeating: false, count: paths.count)
    var open = numbers
    for number in open { isRead[number] = true }
    while let number = open.popLast() {
      for next in included[number] where !isRead[next] {
        isRead[next] = true
        open.append(next)
      }
    }
    return isRead
  }

  /// Whether the unit would not know a macro that the header defines.
  func hides(_ macro: UInt64, in view: View) -> Bool {
    guard let files = definitions[macro] else { return false }
    return !files.contains { view.isRead[$0] }
  }

  /// Whether a text sees macros that it would not see without the header, or not yet where it asks
  /// for them.
  func isSeenThrough(by scan: SourceScan, in view: View) -> Bool {
    if scan.names.contains(where: { hides($0, in: view) }) { return true }
    return scan.testedBeforeIncludes.contains { name in
      definitions[name].map { files in !files.contains { isFirst[$0] } } ?? false
    }
  }

  /// Whether a file of the unit's own, in front of others, defines what the header's files ask for.
  func isConfigured(by scan: SourceScan) -> Bool {
    !scan.strongMacros.isDisjoint(with: tested)
  }
}
