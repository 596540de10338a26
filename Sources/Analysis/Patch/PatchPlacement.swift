import Findings
import Patches

/// Says where a patch makes a finding possible, and how.
struct PatchPlacement {
  /// How far from a change a step may be to be called near it: a hunk's context and some more.
  private static let reach = 12

  private let changes: [String: ChangedLines]

  init(files: [PatchedFile]) {
    changes = Dictionary(
      files.map { ($0.path, $0.changes) }, uniquingKeysWith: { first, _ in first })
  }

  /// The finding at the changed line that its evidence passes, with what the patch adds to it.
  func place(_ finding: Finding) -> Finding {
    let steps = finding.tasks.flatMap(\.steps).map(Self.place(of:))
    let places = [finding.location] + steps
    // Of equally near places the first: the finding's own, then those of the first task.
    let nearest = places.enumerated().compactMap { index, place in
      distance(to: place).map { (distance: $0, index: index) }
    }.min { ($0.distance, $0.index) < ($1.distance, $1.index) }
    guard let nearest, nearest.distance <= Self.reach else {
      return finding.placed(
        at: finding.location,
        note: "this patch makes it possible, although no step of it stands near a changed line")
    }
    // Near is not on: the operation itself then tells more.
    let own = distance(to: finding.location) ?? .max
    let place =
      nearest.distance > 0 && own <= Self.reach ? finding.location : places[nearest.index]
    return finding.placed(at: place, note: note(on: finding, at: place))
  }

  // MARK: Edges

  /// One edge of a finding: what its task waits for, and what it keeps from others meanwhile.
  private struct Edge {
    let from: String
    let to: String
    let place: SourceLocation
    let distance: Int

    var text: String { "\(from) -> \(to) at \(place.file):\(place.line)" }
  }

  private func note(on finding: Finding, at place: SourceLocation) -> String {
    let edges = edges(of: finding)
    let least = edges.map(\.distance).min() ?? .max
    let added = edges.filter { $0.distance == least && least <= Self.reach }
    guard !added.isEmpty else { return "this patch adds it at \(place.file):\(place.line)" }
    let others = edges.filter { edge in !added.contains { $0.text == edge.text } }
    let closes =
      others.isEmpty
      ? ""
      : ", which closes the cycle with \(others.map(\.text).joined(separator: " and "))"
    return "this patch adds \(added.map(\.text).joined(separator: " and "))\(closes)"
  }

  /// The edges that the tasks stand for, in the order of the cycle. Tasks behind those of the edges, a
  /// writer say, have none.
  private func edges(of finding: Finding) -> [Edge] {
    let names = finding.resources.map(\.name)
    guard let last = names.last else { return [] }
    let isCycle = finding.tasks.count > 1
    return zip(finding.tasks, names).enumerated().compactMap { index, pair in
      let (task, from) = pair
      let places = task.steps.map(Self.place(of:))
      let near = places.compactMap { place in distance(to: place).map { ($0, place) } }
        .min { $0.0 < $1.0 }
      guard let end = places.last, let wait = task.steps.last else { return nil }
      // What sleeps, and waits for nothing that has a name, goes by its call.
      let sleep = last == from ? "\(wait.callee)()" : last
      let to = isCycle ? names[(index + 1) % names.count] : sleep
      let isNear = near.map { $0.0 <= Self.reach } ?? false
      return Edge(
        from: from, to: to, place: isNear ? near?.1 ?? end : end, distance: near?.0 ?? .max)
    }
  }

  private func distance(to place: SourceLocation) -> Int? {
    changes[place.file]?.distance(to: place.line)
  }

  private static func place(of step: Step) -> SourceLocation {
    SourceLocation(file: step.file, line: step.line, column: 1, function: step.function)
  }
}
