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
  /// The files that define a macro without parameters, and those that define one with some.
  private let constants: [UInt64: [Int]]
  private let macros: [UInt64: [Int]]
  /// The files that ask for a macro.
  private let testers: [UInt64: [Int]]
  private let names: Set<UInt64>
  /// The files that mention a macro that is never more than a value.
  private let mentions: [UInt64: [Int]]
  /// What every unit reads before its own text.
  private let first: [Int]
  /// Whether a file is among `first`, or read by them.
  private(set) var isFirst: [Bool]

  /// - Parameters:
  ///   - header: the header.
  ///   - scan: the scan of a file.
  init(_ header: PrecompiledHeader, scan: (String) -> SourceScan?) {
    // What no macro guards is there each time that it was included.
    let files = Set(header.inclusions.map(\.file)).sorted()
    paths = files
    numbers = Dictionary(uniqueKeysWithValues: files.enumerated().map { ($1, $0) })
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
    isFirst = [Bool](repeating: false, count: paths.count)
    var included: [[Int]] = []
    var constants: [UInt64: [Int]] = [:]
    var macros: [UInt64: [Int]] = [:]
    var testers: [UInt64: [Int]] = [:]
    var names: Set<UInt64> = []
    var wordMacros: Set<UInt64> = []
    for (number, path) in files.enumerated() {
      guard let scan = scan(path) else {
        included.append([])
        continue
      }
      included.append(
        scan.includes.compactMap { Self.target(of: $0, in: path, numbers, targets) })
      for macro in scan.constants { constants[macro, default: []].append(number) }
      wordMacros.formUnion(scan.wordMacros)
      for macro in scan.macros { macros[macro, default: []].append(number) }
      for macro in scan.tested { testers[macro, default: []].append(number) }
    }
    // What a macro names is not in the text.
    for inclusion in header.inclusions {
      if let includer = inclusion.includer.flatMap({ numbers[$0] }),
        let file = numbers[inclusion.file]
      {
        included[includer].append(file)
      }
    }
    self.included = included
    self.constants = constants
    self.macros = macros
    self.testers = testers
    let values = Set(constants.keys).subtracting(wordMacros).subtracting(macros.keys)
    var mentions = Dictionary(uniqueKeysWithValues: values.map { ($0, [Int]()) })
    for (number, path) in files.enumerated() {
      for name in scan(path)?.names ?? [] {
        names.insert(name)
        mentions[name]?.append(number)
      }
    }
    self.names = names
    self.mentions = mentions
    mark(first, in: &isFirst)
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

  /// The number of the file that an `#include` in a file brings, if it is part of the header.
  func target(of include: SourceScan.Include, in path: String) -> Int? {
    Self.target(of: include, in: path, numbers, byName)
  }

  /// Notes that files are read, and all that they include.
  func mark(_ files: [Int], in isRead: inout [Bool]) {
    var open = files.filter { !isRead[$0] }
    for number in open { isRead[number] = true }
    while let number = open.popLast() {
      for next in included[number] where !isRead[next] {
        isRead[next] = true
        open.append(next)
      }
    }
  }

  /// The absolute paths of the files that are read.
  func paths(_ isRead: [Bool]) -> [String] {
    paths.indices.filter { isRead[$0] }.map { paths[$0] }
  }

  /// Whether a unit that reads some of the files would not know a macro that the header defines.
  func hides(_ macro: UInt64, from isRead: [Bool]) -> Bool {
    Self.hides(macro, (constants[macro] ?? []) + (macros[macro] ?? []), isRead)
  }

  /// Whether the header's files mention a name.
  func names(_ name: UInt64) -> Bool { names.contains(name) }

  /// The same as `hides` for any macro that is mentioned in a way that would bring its definition.
  ///
  /// A macro that is never more than a value is no matter: nothing could be declared by that name with the
  /// header, and without it only what a file that is read declares has it.
  func hidesAny(of words: SourceScan.Words, from isRead: [Bool]) -> Bool {
    words.names.contains { name in
      if let files = mentions[name], !files.contains(where: { isRead[$0] }) { return false }
      if let files = constants[name] {
        return Self.hides(name, files + (macros[name] ?? []), isRead)
      }
      guard let files = macros[name], words.called.contains(name) else { return false }
      return Self.hides(name, files, isRead)
    }
  }

  private static func hides(_ macro: UInt64, _ files: [Int], _ isRead: [Bool]) -> Bool {
    !files.isEmpty && !files.contains { isRead[$0] }
  }

  /// The files that ask for a macro and are not read yet.
  func testers(of macro: UInt64, after isRead: [Bool]) -> [Int] {
    testers[macro].map { files in files.filter { !isRead[$0] } } ?? []
  }
}
