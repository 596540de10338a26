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
    let verdict = try SchemaValidator(schema: "graph-1.schema.json").validate(json.output)
    #expect(verdict.isValid, "\(verdict.output)")
    #expect(json.output.contains("\"_origins_lock\""))
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

  /// What a kernel that ran `use_store` and something else recorded.
  private static let lockdep = """
    all lock classes:
    ffffffff82de6a18 OPS:      37 FD:  542 BD:    2 +.+.: catalogue
     -> [ffffffff82e00cf0] &s->lock
     -> [ffffffff82e00cf1] elsewhere

    """

  @Test func recordedOrdersAreFoundOrMissingForAReason() throws {
    let folder = try StoreFolder()
    let file = try folder.write(
      """
      #include "store.h"
      static DEFINE_MUTEX(catalogue);
      void use(struct store *s)
      {
      \tmutex_lock(&catalogue);
      \tmutex_lock(&s->lock);
      \tmutex_unlock(&s->lock);
      \tmutex_unlock(&catalogue);
      }

      """, to: "drivers/order.c")
    let recorded = try folder.write(Self.lockdep, to: "lockdep.txt")
    let question = ["graph", file, "--against", recorded]
    let text = try run(question)
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.hasPrefix("2 lock orders recorded, 1 found (50.0 %)\n"), "\(text.output)")
    #expect(text.output.contains("1 not found: the lock that was taken is not known\n"))
    #expect(text.output.contains("  catalogue -> elsewhere\n"))
    let json = try run(question + ["--format", "json"]).output
    let verdict = try SchemaValidator(schema: "orders-1.schema.json").validate(json)
    #expect(verdict.isValid, "\(verdict.output)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let found = try #require((document["found"] as? [[String: Any]])?.first)
    #expect(found["held"] as? String == "catalogue" && found["acquired"] as? String == "&s->lock")
    #expect(found["isDirect"] as? Bool == true && found["way"] as? String == "path")
  }

  @Test(arguments: [
    ("words", [], "has no lock order"), (nil, [], "cannot be read"),
    (Self.lockdep, ["--format", "svg"], "--against writes"),
    (Self.lockdep, ["--around", "catalogue"], "--only selects"),
  ])
  func aRecordThatIsNoneIsOneLine(
    _ text: String?, _ options: [String], _ culprit: String
  ) throws {
    let folder = try StoreFolder()
    if let text { _ = try folder.write(text, to: "lockdep.txt") }
    let result = try folder.run(
      ["graph", "drivers/store.c", "--against", "lockdep.txt", "-o", "graph.txt"] + options)
    #expect(result.status == 2)
    #expect(result.errors.contains(culprit), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/graph.txt"))
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
