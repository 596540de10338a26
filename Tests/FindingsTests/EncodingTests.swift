import Findings
import Foundation
import Testing

@Suite struct EncodingTests {
  private let step = Step(
    action: .tryAcquire, resource: nil, mode: nil, file: "a.c", line: 1, function: "f", callee: "g")
  private let move = Validation.Move(
    task: "f", action: "wait", resource: nil, file: "a.c", line: 2)
  private let tree = Report.Tree(path: ".", kernelVersion: nil, config: nil)

  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  @Test func whatIsNilIsWrittenAsNull() throws {
    #expect(
      try json(step) == """
        {"action":"try-acquire","callee":"g","file":"a.c","function":"f","line":1,"mode":null,\
        "resource":null}
        """)
    #expect(
      try json(move) == """
        {"action":"wait","file":"a.c","line":2,"resource":null,"task":"f"}
        """)
    #expect(try json(tree) == #"{"config":null,"kernelVersion":null,"path":"."}"#)
  }

  @Test func whatIsWrittenReadsBackEqual() throws {
    let decoder = JSONDecoder()
    #expect(try decoder.decode(Step.self, from: Data(json(step).utf8)) == step)
    #expect(try decoder.decode(Validation.Move.self, from: Data(json(move).utf8)) == move)
    #expect(try decoder.decode(Report.Tree.self, from: Data(json(tree).utf8)) == tree)
  }

  @Test func confidenceIsOrdered() {
    #expect(Confidence.allCases.sorted() == [.low, .medium, .high])
  }
}
