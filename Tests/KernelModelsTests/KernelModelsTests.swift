import Foundation
import KernelModels
import ModelChecker
import Testing

@Suite struct KernelModelsTests {
  /// The table: what leaving out one element of a fix brings back.
  static let table: [(model: String, element: String, failure: FailureKind?)] = [
    ("dm-verity", "prefetch-in-work", .deadlock),
    ("dm-verity", "skip-on-failure", .deadlock),
    ("dm-verity", "noio-mask", .deadlock),
    ("dm-bufio", "save", .deadlock),
    ("dm-bufio", "restore", .assertion),
    ("dm-bufio", "nesting", .deadlock),
    ("dm-snapshot", "drop-lock", .deadlock),
    ("dm-snapshot", "recheck", .useAfterFree),
    ("dm-snapshot", "wake-count", .lostWakeUp),
    ("dm-snapshot", "no-limit-in-callback", .deadlock),
    ("dm-thin", "unlock-before-work", .sleepInAtomic),
    ("dm-thin", "get-under-rcu", .useAfterFree),
    ("dm-thin", "put", .deadlock),
    ("dm-thin", "wait-in-destructor", .useAfterFree),
    ("dm-thin", "init-to-one", .useAfterFree),
    ("dm-thin", "unlist-before-put", .useAfterFree),
    ("virtiofs", "own-work-item", .deadlock),
    ("virtiofs", "mark-may-block", .deadlock),
    ("virtiofs", "nofs-mask", .deadlock),
    // Replies that may block wait for no other such reply.
    ("virtiofs", "item-for-each", nil),
  ]

  static let buggy: [(model: String, failure: FailureKind, steps: Int)] = [
    ("dm-verity", .deadlock, 13), ("dm-bufio", .deadlock, 15), ("dm-snapshot", .deadlock, 16),
    ("dm-thin", .sleepInAtomic, 5), ("virtiofs", .deadlock, 14),
  ]

  @Test(arguments: buggy)
  func theCodeAsItWasFailsByItsShortestSchedule(
    model: String, failure: FailureKind, steps: Int
  ) throws {
    let report = try KernelModels.model(named: model).check(.buggy)
    #expect(report.verdict == .confirmed)
    #expect(report.failure == failure)
    #expect(report.schedule.count == steps)
  }

  @Test(arguments: KernelModels.all.map(\.name))
  func theFixedCodeIsExhausted(model: String) throws {
    let report = try KernelModels.model(named: model).check(.fixed)
    #expect(report.verdict == .refuted)
    #expect(report.failure == nil)
    #expect(report.states > 100)
  }

  @Test(arguments: KernelModels.all.map(\.name))
  func everyElementOfAFixHasItsRow(model: String) throws {
    let expected = Self.table.filter { $0.model == model }
    let model = try KernelModels.model(named: model)
    let rows = try model.switches.map { try model.check(.without($0.name)) }
    #expect(rows.map(\.variant) == expected.map { "without:\($0.element)" })
    #expect(rows.map(\.failure) == expected.map(\.failure))
    for row in rows { #expect((row.verdict == .confirmed) == (row.failure != nil)) }
  }

  @Test(arguments: KernelModels.all.map(\.name))
  func everyVariantGivesTheSameVerdictWithoutReduction(model: String) throws {
    let model = try KernelModels.model(named: model)
    for variant in model.variants {
      let full = try model.check(
        variant, explorer: Explorer(limits: Limits(states: 60_000), reduction: .symmetry))
      if full.verdict == .inconclusive { continue }
      let reduced = try model.check(variant)
      #expect(full.verdict == reduced.verdict)
      #expect(full.schedule.count == reduced.schedule.count)
      #expect(reduced.verdict == .confirmed || reduced.states <= full.states)
    }
  }

  @Test(arguments: KernelModels.all.map(\.name))
  func everyScheduleOfAModelReplays(model: String) throws {
    let model = try KernelModels.model(named: model)
    for variant in model.variants {
      let program = try model.program(variant)
      guard case .fails(let failure) = Explorer().explore(program).verdict else { continue }
      let ending = try Replay(program).run(failure.schedule)
      #expect(ending.failure == failure.kind)
      #expect(ending.stuck == failure.stuck)
      // And one step less does not fail.
      let shorter = Schedule(steps: Array(failure.schedule.steps.dropLast()))
      #expect(try Replay(program).run(shorter).failure == nil)
    }
  }

  @Test func aModelSaysWhichFunctionsItStandsFor() throws {
    let model = try KernelModels.model(named: "dm-snapshot")
    let writer = try #require(try model.tasks(.buggy).first { $0.name == "origin writer 1" })
    let order = writer.operations.map {
      "\($0.function) \($0.operation.rawValue) \($0.resource ?? "-")"
    }
    let lock = try #require(order.firstIndex(of: "do_origin acquire _origins_lock"))
    let wait = try #require(order.firstIndex(of: "start_copy wait dm_snapshot.cow_count"))
    let release = try #require(order.firstIndex(of: "do_origin release _origins_lock"))
    #expect(lock < wait && wait < release)
  }

  @Test func whatDoesNotExistIsNamedWithWhatDoes() throws {
    #expect(throws: KernelModelError.self) { try KernelModels.model(named: "dm-crypt") }
    let model = try KernelModels.model(named: "dm-thin")
    #expect(ModelVariant("broken") == nil)
    #expect(throws: KernelModelError.self) { try model.program(.without("nothing")) }
    #expect(
      throws: KernelModelError.unknownSize(
        "disks", model: "dm-thin", known: ["thins", "rounds", "cells", "stale-links"])
    ) { try model.check(.fixed, sizes: ["disks": 1]) }
    #expect(
      throws: KernelModelError.sizeOutOfRange(
        "thins", model: "dm-thin", value: 0, minimum: 1, maximum: 4)
    ) { try model.check(.fixed, sizes: ["thins": 0]) }
  }

  @Test func aSizeThatDoesNotFitTheBoundIsInconclusive() throws {
    let model = try KernelModels.model(named: "dm-snapshot")
    let report = try model.check(
      .fixed, sizes: ["writers": 6], explorer: Explorer(limits: Limits(states: 500)))
    #expect(report.verdict == .inconclusive)
    #expect(report.bound == "bound of 500 states")
    #expect(report.schedule.isEmpty)
  }

  /// What 6.1 leaves open: the device that the worker holds is unlinked, then the one after it is unlinked
  /// and freed, and the worker goes on through the old link.
  @Test func theFixOfDMThinStillFollowsTheLinkOfAnUnlinkedDevice() throws {
    let report = try KernelModels.model(named: "dm-thin").check(.fixed, sizes: ["stale-links": 1])
    #expect(report.failure == .useAfterFree)
    #expect(report.schedule.last?.function == "thin_get")
  }

  @Test func reportsEncodeWithTheirNames() throws {
    let report = try KernelModels.model(named: "dm-thin").check(.buggy)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = String(decoding: try encoder.encode(report), as: UTF8.self)
    #expect(text.contains("\"failure\":\"sleep-in-atomic\""))
    #expect(text.contains("\"verdict\":\"confirmed\""))
    #expect(text.contains("\"variant\":\"buggy\""))
  }
}
