import Findings
import Foundation
import Reporting
import TestSupport
import Testing

@Suite struct GraphReportTests {
  private static func edge(
    _ from: String, _ to: String, _ kind: String = "hold-and-wait", file: String = "drivers/a.c"
  ) -> ResourceGraph.Edge {
    ResourceGraph.Edge(
      from: from, to: to, kind: kind,
      location: SourceLocation(file: file, line: 7, column: 1, function: "f"))
  }

  /// A cycle of a lock and an event, a lock in front of it, and one apart.
  private let graph = ResourceGraph(
    resources: [
      Resource(name: "a.lock", kind: "mutex"), Resource(name: "a.done", kind: "completion"),
      Resource(name: "outer \"lock\"", kind: "rwsem"), Resource(name: "apart", kind: "spinlock"),
      Resource(name: "irq-off", kind: "irq-off"),
    ],
    edges: [
      edge("a.lock", "a.done"), edge("a.done", "a.lock", "signal-after", file: "drivers/b.c"),
      edge("outer \"lock\"", "a.lock"), edge("irq-off", "apart"),
    ]
  ).markingCycles

  @Test func everyPartOfAGraphIsRendered() throws {
    try Snapshot(name: "graph.dot").expect(DotGraph().render(graph))
    try Snapshot(name: "graph.json").expect(JSONGraph().render(graph))
  }

  @Test func graphvizDrawsIt() throws {
    let svg = try Program("/usr/bin/dot").run(["-Tsvg"], input: DotGraph().render(graph))
    #expect(svg.status == 0, "\(svg.errors)")
    for name in ["a.lock", "a.done", "outer", "apart"] { #expect(svg.output.contains(name)) }
  }

  @Test func onlyEdgesOfACycleAreMarked() {
    #expect(graph.edges.filter(\.isInCycle).map(\.from) == ["a.done", "a.lock"])
  }

  @Test func anEdgeThatFollowsFromOthersIsLeftOutOfADrawing() {
    let chain = ResourceGraph(
      resources: graph.resources,
      edges: graph.edges + [
        Self.edge("outer \"lock\"", "a.done"), Self.edge("irq-off", "outer \"lock\""),
        Self.edge("irq-off", "a.lock"), Self.edge("irq-off", "a.done"),
      ]
    ).markingCycles
    let drawn = chain.withoutImplied()
    // Into a cycle one way is enough, and it is the same one for all.
    #expect(
      drawn.edges.map { "\($0.from) -> \($0.to)" } == [
        "a.done -> a.lock", "a.lock -> a.done", "irq-off -> apart", "irq-off -> outer \"lock\"",
        "outer \"lock\" -> a.lock",
      ])
    #expect(chain.withoutImplied(keeping: ["irq-off"]).edges.count == 7)
  }

  @Test func aNeighbourhoodTakesTheCycleFirst() {
    #expect(graph.around(["a.lock"], limit: 2).resources.map(\.name) == ["a.done", "a.lock"])
    #expect(graph.around(["a.lock"], limit: 30).resources.count == 3)
    #expect(graph.around(["apart"], limit: 30).resources.map(\.name) == ["apart", "irq-off"])
    #expect(graph.around(["nothing"], limit: 30).resources.isEmpty)
  }

  @Test func aFileHasTheEdgesThatStandInIt() {
    #expect(graph.inside("drivers/b.c").edges.map(\.kind) == ["signal-after"])
    #expect(graph.largest(1).resources.map(\.name) == ["a.lock"])
    #expect(graph.without { $0.kind == "irq-off" }.edges.count == 3)
  }
}
