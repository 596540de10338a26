import Testing

@testable import WaitGraph

@Suite struct ConcurrentMapTests {
  @Test(arguments: [0, 1, 10_000])
  func resultsStandInTheOrderOfTheElements(_ count: Int) {
    let results = Array(0..<count).concurrentMap { "\($0)" }
    #expect(results == (0..<count).map { "\($0)" })
  }
}
