import Extraction
import Foundation
import KernelTree
import Synchronization
import Testing
import UnitStore

@testable import Analysis

/// Units of a real tree are the same with precompiled headers and without.
@Suite(
  .serialized,
  .enabled(if: LinuxTree.path != nil, "DEADLINT_LINUX_61 names no kernel tree: see make test"))
struct PrecompiledUnitsTests {
  @Test func aFolderOfAKernelIsTheSameWithAndWithout() async throws {
    let tree = try #require(LinuxTree.path)
    let description = try await TreeReader().describe(
      TreeRequest(paths: [tree], configuration: "defconfig", only: ["block", "ipc"]))
    func read(precompiles: Bool) async throws -> UnitSet {
      try await UnitReader(
        description: description, overlay: Overlay(), macroConstants: [],
        options: ReadingOptions(jobs: 2, precompiles: precompiles), isStopped: { false }
      ).read { _ in }
    }
    let (with, without) = (
      try await read(precompiles: true), try await read(precompiles: false)
    )
    #expect(with.commands.count >= 40)
    for index in with.commands.indices {
      let units = try (with.program(at: [index]), without.program(at: [index]))
      #expect(
        units.0.map(EncodedUnit.init) == units.1.map(EncodedUnit.init),
        "\(with.commands[index].path)")
    }
  }
}
