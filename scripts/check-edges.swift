// Holds the package's targets against the list of allowed edges: what the manifest declares, and
// what the sources import, for a debug build lets a file import more than its target declares.
//
// Usage: swift package dump-package | swift check-edges.swift ALLOWED-EDGES SOURCES

import Foundation

/// The part of `swift package dump-package` that matters here.
struct Manifest: Decodable {
  struct Target: Decodable {
    let name: String
    let type: String
    let dependencies: [Dependency]
  }

  /// `{"byName": ["LockIR", null]}` or `{"product": ["Yams", ...]}`.
  struct Dependency: Decodable {
    let byName: [String?]?
    let target: [String?]?

    var name: String? { (byName ?? target)?.first.flatMap(\.self) }
  }

  let targets: [Target]
}

/// The allowed edges: `target: imported imported`, `#` begins a comment.
func allowedEdges(in text: String) -> [String: Set<String>] {
  var edges: [String: Set<String>] = [:]
  for line in text.split(separator: "\n") where !line.hasPrefix("#") {
    let sides = line.split(separator: ":", maxSplits: 1)
    guard let target = sides.first else { continue }
    let imported = sides.dropFirst().first?.split(separator: " ").map(String.init) ?? []
    edges[String(target)] = Set(imported)
  }
  return edges
}

/// The modules that the Swift files of a folder import, each with the first file that does.
func imports(below folder: String) throws -> [String: String] {
  var found: [String: String] = [:]
  let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
  for file in files.sorted() where file.hasSuffix(".swift") {
    let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword <= 1, words.count > keyword + 1
      else { continue }
      let module = String(words[keyword + 1])
      if found[module] == nil { found[module] = folder + "/" + file }
    }
  }
  return found
}

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("check-edges: \(message)\n".utf8))
  exit(2)
}

let arguments = CommandLine.arguments
guard arguments.count == 3 else { fail("usage: check-edges.swift ALLOWED-EDGES SOURCES") }
guard let text = try? String(contentsOfFile: arguments[1], encoding: .utf8) else {
  fail("\(arguments[1]): cannot be read")
}
let input = FileHandle.standardInput.readDataToEndOfFile()
guard let manifest = try? JSONDecoder().decode(Manifest.self, from: input) else {
  fail("standard input is not what swift package dump-package prints")
}

let allowed = allowedEdges(in: text)
let targets = manifest.targets.filter { $0.type != "test" }
let names = Set(targets.map(\.name))
var complaints = names.symmetricDifference(allowed.keys).sorted().map { name in
  names.contains(name)
    ? "\(name): a target without a line in \(arguments[1])"
    : "\(name): a line in \(arguments[1]) without a target"
}
for target in targets {
  let edges = allowed[target.name] ?? []
  for dependency in target.dependencies.compactMap(\.name)
  where names.contains(dependency) && !edges.contains(dependency) {
    complaints.append(
      "Package.swift: \(target.name) depends on \(dependency), which is not allowed")
  }
  let imported = (try? imports(below: arguments[2] + "/" + target.name)) ?? [:]
  for (module, file) in imported.sorted(by: { $0.key < $1.key })
  where names.contains(module) && !edges.contains(module) {
    complaints.append("\(file): \(target.name) imports \(module), which is not allowed")
  }
}
for complaint in complaints { print(complaint) }
exit(complaints.isEmpty ? 0 : 1)
