import Foundation
import TestSupport
import Testing

@Suite struct GraphTests {
  private let snapshot = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Corpus/rwsem-writer-priority/dm-snapshot-buggy.c").path()

  private func run(_ arguments: [String]) throws -> Command.Result {
    try Command.run(arguments + ["--quiet", "--no-cache"])
  }

  @Test func theNeighbourhoodOfALockIsDrawnWithItsCycle() throws {
    let dot = try run(["graph", snapshot, "--around", "_origins_lock"])
    #expect(dot.status == 0)
    #expect(dot.output.hasPrefix("digraph"))
    #expect(dot.output.contains("\"_origins_lock\" -> \"dm_snapshot.cow_count\""))
    #expect(dot.output.contains("\"dm_snapshot.cow_count\" -> \"_origins_lock\""))
    #expect(dot.output.contains("penwidth=2.5"))
    let svg = try run(["graph", snapshot, "--around", "_origins_lock", "--format", "svg"])
    #expect(svg.status == 0)
    #expect(svg.output.contains("<svg"))
    let json = try run(["graph", snapshot, "--format", "json"])
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.output.utf8)) }
  }

  @Test func whyShowsTheCallsBehindAnEdge() throws {
    let edge = try run(["why", "_origins_lock", "dm_snapshot.cow_count", "--tree", snapshot])
    #expect(edge.status == 0)
    #expect(edge.output.contains("start_copy      down() takes dm_snapshot.cow_count"))
    #expect(edge.output.contains("holding _origins_lock (read)"))
    let back = try run(["why", "dm_snapshot.cow_count", "_origins_lock", "--tree", snapshot])
    #expect(back.status == 0)
    #expect(back.output.contains("copy_callback"))
  }

  @Test func whyTellsHowAFunctionBlocksAndWhereItMayNot() throws {
    let blocks = try run(["why", "blocks", "do_origin", "--tree", snapshot])
    #expect(blocks.status == 0)
    #expect(blocks.output.contains("1. do_origin"))
    let thin = snapshot.replacing(
      "rwsem-writer-priority/dm-snapshot", with: "sleep-in-rcu/dm-thin")
    let atomic = try run(["why", "atomic", "process_thin_deferred_bios", "--tree", thin])
    #expect(atomic.status == 0)
    #expect(atomic.output.contains("rcu_read_lock() enters rcu"))
    let none = try run(["why", "atomic", "no_such_function", "--tree", thin])
    #expect(none.status == 1)
  }

  @Test(arguments: [
    (["why", "blocks"], "FUNCTION"), (["graph", "--limit", "0"], "--limit"),
    (["graph", "--finding", "0123456789abcdef"], "--report"),
    (["graph", "SNAPSHOT", "--around", "nobody"], "nobody"),
  ])
  func wrongUsageIsOneLineThatNamesIt(arguments: [String], culprit: String) throws {
    let result = try run(arguments.map { $0 == "SNAPSHOT" ? snapshot : $0 })
    #expect(result.status == 2)
    #expect(result.errors.contains(culprit), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }
}
