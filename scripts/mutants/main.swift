// Makes mutants of a kernel tree: one scripted mistake each, as a patch that `deadlint patch` reads.
//
//   swiftc -O scripts/mutants/*.swift -o mutants
//   ./mutants TREE OUTPUT [--only SUBPATH]... [--kind KIND]... [--count N] [--seed S]
//             [--judge BUILD [--deadlint PROGRAM] [--batch N]]
//
// The files are taken at random from a seed that is printed, one mutant of each, and of each kind of mistake the
// same number if there are as many places for it. Only lines that the configuration of the build folder compiles for
// certain are changed; without one, none that stand in an `#if`. The name of a patch says its kind, the rules that
// ought to find it, and its function: KIND--RULE+RULE--FUNCTION--NUMBER.diff
//
// With --judge they are put to `deadlint patch`, with the whole tree in sight, or what --only names, and as many at a
// time as N says, with the configured build folder BUILD; only files that it builds are taken. Those that are missed are judged once more,
// each alone, for of two mistakes with the same locks one report may speak for both. A mutant is found if there is a
// new finding of one of its rules on whose way its function is. The share is told for each kind, and which ones are
// missed.
import Foundation

setlinebuf(stdout)
var arguments = Array(CommandLine.arguments.dropFirst())
var only: [String] = []
var wanted: Set<String> = []
var count = 300
var batch = 400
var seed = UInt64.random(in: 0..<1_000_000)
var build: String?
var program = ".build/release/deadlint"
var places: [String] = []
while !arguments.isEmpty {
  let argument = arguments.removeFirst()
  switch argument {
  case "--only": only.append(arguments.removeFirst())
  case "--kind": wanted.insert(arguments.removeFirst())
  case "--count": count = Int(arguments.removeFirst()) ?? count
  case "--batch": batch = Int(arguments.removeFirst()) ?? batch
  case "--judge": build = arguments.removeFirst()
  case "--deadlint": program = arguments.removeFirst()
  case "--seed": seed = UInt64(arguments.removeFirst()) ?? seed
  default: places.append(argument)
  }
}
guard places.count == 2 else {
  print(
    "usage: mutants TREE OUTPUT [--only SUBPATH]... [--kind KIND]... [--count N] [--seed S] [--judge BUILD]"
  )
  exit(2)
}
let (tree, output) = (places[0], places[1])
let deadlint = Deadlint(path: program)
print("seed \(seed)")
try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)

var generator = SplitMix(state: seed)
let roots = only.isEmpty ? ["drivers", "fs", "net", "block", "sound", "kernel"] : only
var files: [String] = []
for root in roots.sorted() {
  let names =
    FileManager.default.enumerator(atPath: tree + "/" + root)?.compactMap { $0 as? String } ?? []
  files += names.filter { $0.hasSuffix(".c") }.map { root + "/" + $0 }
}
if let build {
  // The plan names every unit that the configuration builds.
  let plan = output + "/plan"
  _ = try deadlint.run(["plan", tree, "--build", build, "--ninja", plan, "--quiet"])
  let built = Set(
    try String(contentsOfFile: plan + "/build.ninja", encoding: .utf8)
      .matches(of: #/\n *unit = (.+)/#).map { String($0.output.1) })
  files = files.filter(built.contains)
}
files.sort()
files.shuffle(using: &generator)
let configuration = try Configuration(build: build)
func source(_ path: String) -> Source? {
  (try? String(contentsOfFile: tree + "/" + path, encoding: .utf8)).map {
    Source($0, configuration)
  }
}
/// What of a filesystem's folder, or of another file, reclaim cannot be entered from.
func reclaim(around path: String, _ file: Source) -> Reclaim {
  guard path.hasPrefix("fs/") else { return Reclaim([file], headers: []) }
  let folder = path.prefix(path.count - (path.split(separator: "/").last?.count ?? 0))
  if let known = reclaims[folder] { return known }
  let members = files.filter { $0.hasPrefix(folder) && !$0.dropFirst(folder.count).contains("/") }
  let names = (try? FileManager.default.contentsOfDirectory(atPath: tree + "/" + folder)) ?? []
  let headers = names.filter { $0.hasSuffix(".h") }.sorted().compactMap {
    try? String(contentsOfFile: tree + "/" + folder + $0, encoding: .utf8)
  }
  let result = Reclaim(members.compactMap(source), headers: headers)
  reclaims[folder] = result
  return result
}
var reclaims: [Substring: Reclaim] = [:]
/// The mutations of each kind, with their files in the order of the shuffle.
var available: [String: [(path: String, mutation: Mutation)]] = [:]
for path in files {
  guard let file = source(path) else { continue }
  let kinds = Dictionary(
    grouping: Mutator(file) { reclaim(around: path, file) }.mutations, by: \.kind)
  for (kind, mutations) in kinds.sorted(by: { $0.key < $1.key })
  where wanted.isEmpty || wanted.contains(kind) {
    if let chosen = mutations.randomElement(using: &generator) {
      available[kind, default: []].append((path, chosen))
    }
  }
}
// Of each kind the same number, the rarest first; of those that are rarer all.
var made: [Mutant] = []
var used: Set<String> = []
let kinds = available.keys.sorted {
  (available[$0, default: []].count, $0) < (available[$1, default: []].count, $1)
}
for kind in kinds { print("\(kind): files with a place: \(available[kind, default: []].count)") }
for (position, kind) in kinds.enumerated() {
  let share = (count - made.count) / (kinds.count - position)
  let free = available[kind, default: []].filter { !used.contains($0.path) }
  for (path, mutation) in free.prefix(share) {
    used.insert(path)
    let old = try String(contentsOfFile: tree + "/" + path, encoding: .utf8)
      .components(separatedBy: "\n")
    var new = old
    mutation.change(&new)
    let rules = mutation.rules.joined(separator: "+")
    let mutant = Mutant(
      path: path, name: "\(kind)--\(rules)--\(mutation.function)--\(made.count).diff",
      mutation: mutation, patch: patch(path, old, new))
    try mutant.patch.write(toFile: output + "/" + mutant.name, atomically: true, encoding: .utf8)
    made.append(mutant)
  }
}
made.shuffle(using: &generator)
print("\(made.count) mutants of as many files, of \(files.count), in \(output)")

if let build {
  let sight = (only.isEmpty ? ["."] : only).flatMap { ["--only", $0] }
  var found: [String: Int] = [:]
  var all: [String: Int] = [:]
  for start in stride(from: 0, to: made.count, by: batch) {
    let end = min(made.count, start + batch)
    guard
      let (members, report) = try deadlint.judge(
        Array(made[start..<end]), in: tree, build: build, patch: output + "/batch-\(start).patch",
        sight)
    else { continue }
    for mutant in members {
      // Of two mistakes with the same locks one report may speak for both.
      let isFound =
        try report.finds(mutant)
        || deadlint.judge([mutant], in: tree, build: build, patch: output + "/single.patch")?
          .report.finds(mutant) ?? false
      for key in [mutant.mutation.kind, "all"] {
        found[key, default: 0] += isFound ? 1 : 0
        all[key, default: 0] += 1
      }
      if !isFound { print("missed: \(mutant.path) \(mutant.name)") }
    }
    print("\(end) of \(made.count): \(found["all", default: 0]) found")
  }
  for (kind, total) in all.sorted(by: { $0.key < $1.key }) {
    print("\(kind): \(found[kind, default: 0]) of \(total)")
  }
}
