import LockIR

/// External names that several files define. What is linked into one program has each of them once, so these
/// files are of different modules, which know nothing of each other's.
struct Namesakes {
  /// For each such name the files that define it, sorted.
  private let homes: [String: [String]]
  /// The names with a definition that replaces weak ones.
  private let replaced: Set<String>

  init(_ units: [Unit]) {
    var files: [String: Set<String>] = [:]
    var weak: Set<String> = []
    for unit in units {
      for function in unit.functions where !function.isInternal {
        let name = unit[function.symbol]
        if Self.isWeak(function, in: unit) {
          weak.insert(name)
        } else {
          files[name, default: []].insert(unit[function.location.file])
        }
      }
      for global in unit.globals where global.symbol == global.name {
        files[unit[global.symbol], default: []].insert(unit[global.location.file])
      }
    }
    homes = files.filter { $0.value.count > 1 }.mapValues { $0.sorted() }
    replaced = weak.filter { files[$0] != nil }
  }

  /// Whether a definition gives way to another one.
  func isReplaced(_ function: Function, in unit: Unit) -> Bool {
    !function.isInternal && replaced.contains(unit[function.symbol])
      && Self.isWeak(function, in: unit)
  }

  /// What tells a name of a unit from its namesakes, if the unit is nearer to another file that defines it than to
  /// the first.
  func symbol(of name: String, in unit: Unit) -> String? {
    guard let homes = homes[name] else { return nil }
    let shared = homes.map { Self.sharedFolders($0, unit.path) }
    guard let nearest = shared.indices.max(by: { shared[$0] < shared[$1] }),
      shared[nearest] > shared[0]
    else { return nil }
    return "\(homes[nearest])::\(name)"
  }

  private static func isWeak(_ function: Function, in unit: Unit) -> Bool {
    function.attributes.contains { unit[$0] == "__weak" }
  }

  /// How many names two paths have in common at their start; the most of all if they are the same.
  private static func sharedFolders(_ first: String, _ second: String) -> Int {
    zip(first.split(separator: "/"), second.split(separator: "/")).prefix { $0 == $1 }.count
  }
}
