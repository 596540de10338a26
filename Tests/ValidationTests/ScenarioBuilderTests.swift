import Findings
import Testing
import Validation

@Suite struct ScenarioBuilderTests {
  private func deeds(of finding: Finding, actor index: Int) throws -> [ScenarioDeed] {
    let scenario = try scenario(of: finding)
    try #require(scenario.actors.indices.contains(index))
    return scenario.actors[index].steps.map(\.deed)
  }

  private func scenario(
    of finding: Finding, _ variant: ScenarioVariant = .asFound
  ) throws -> Scenario {
    let scenarios = try ScenarioBuilder(finding, variant: variant).build()
    try #require(scenarios.count == 1)
    return scenarios[0]
  }

  @Test func whatIsHeldGoesBackInReverseOrder() throws {
    #expect(
      try deeds(of: Shapes.abba(gate: "gate"), actor: 0) == [
        .acquire("gate", .exclusive), .acquire("a", .exclusive), .acquire("b", .exclusive),
        .release("b", .exclusive), .release("a", .exclusive), .release("gate", .exclusive),
      ])
  }

  @Test func ioOfABioListIsIssuedWhenAllElseIsDone() throws {
    #expect(
      try deeds(of: Shapes.bioList, actor: 2) == [
        .submit("read", isQueued: true), .acquire("client.lock", .exclusive),
        .release("client.lock", .exclusive), .issue("read"),
      ])
    #expect(
      try deeds(of: Shapes.ownTask, actor: 2).first == .submit("read", isQueued: false))
  }

  @Test func theDeviceServesWhatWasIssuedAndSignalsWhatOnlyItSignals() throws {
    #expect(try deeds(of: Shapes.bioList, actor: 1) == [.serve("read"), .signal("buffer.state")])
    #expect(
      try scenario(of: Shapes.bioList).completions == ["read": ["buffer.state"]])
  }

  @Test func ioThatNobodyCompletesGetsADevice() throws {
    let scenario = try scenario(of: Shapes.waitsForItself)
    #expect(scenario.actors.map(\.name) == ["map", "device of read"])
    #expect(scenario.issued.isEmpty)
  }

  @Test func ioThatNobodySubmitsWasIssuedBefore() throws {
    let finding = Evidence.finding([("read", "io")], [Shapes.bufferReader, Shapes.device])
    #expect(try scenario(of: finding).issued == ["read"])
  }

  @Test func aLockThatAnotherTaskSignalsIsWaitedForLikeAnEvent() throws {
    #expect(
      try deeds(of: Shapes.selfWait, actor: 0) == [
        .wait("slots"), .signal("slots"),
      ])
  }

  @Test func itemsOfOneOrderedQueueTakeTurns() throws {
    let finding = Shapes.abba(contexts: ("ordered wq", "ordered wq"))
    let turn = ScenarioDeed.acquire("turn of ordered wq", .exclusive)
    #expect(try deeds(of: finding, actor: 0).first == turn)
    #expect(try deeds(of: finding, actor: 1).first == turn)
    let concurrent = try scenario(of: finding, .withoutSerialisation("ordered wq"))
    #expect(concurrent.actors.allSatisfy { !$0.steps.map(\.deed).contains(turn) })
  }

  @Test func tasksOfOneNameAreToldApart() throws {
    let task = Evidence.task("worker", "work", [(.acquire, "a", nil)])
    let scenario = try scenario(of: Evidence.finding([("a", "mutex")], [task, task]))
    #expect(scenario.actors.map(\.name) == ["worker", "worker (2)"])
  }

  @Test func aPathOutsideOfWhichALockWasTakenDoesNotGiveItBack() throws {
    let task = Evidence.task(
      "relock", "process", [(.release, "a", nil), (.wait, "e", nil), (.signal, "e", nil)])
    let finding = Evidence.finding([("a", "mutex"), ("e", "completion")], [task])
    #expect(try deeds(of: finding, actor: 0) == [.wait("e"), .signal("e")])
  }

  @Test func onlySectionsMakeAScenarioAboutSleeping() throws {
    #expect(try scenario(of: Shapes.section([(.sleep, nil, nil)])).isAtomic)
    #expect(try !scenario(of: Shapes.serialised).isAtomic)
    #expect(try !scenario(of: Shapes.waitsForItself).isAtomic)
  }

  @Test func whatNobodySignalsIsNamed() {
    #expect(throws: ScenarioFailure.nobodySignals(resource: "slots")) {
      try scenario(of: Evidence.finding([], [Shapes.reader]))
    }
  }
}
