import Foundation
import KernelTree
import Testing

@Suite struct CorpusFolderTests {
  private func describe(
    _ scratch: Scratch, _ paths: [String] = [""], only: [String] = [], fallback: String? = nil
  ) async throws -> TreeDescription {
    let paths = paths.map { $0.isEmpty ? scratch.path : scratch.path + "/" + $0 }
    return try await TreeReader().describe(
      TreeRequest(paths: paths, only: only, fallbackInclude: fallback))
  }

  private func includes(_ command: CompileCommand) -> [String] {
    command.arguments.filter { $0.hasPrefix("-I") }.map { String($0.dropFirst(2)) }
  }

  @Test func allFilesBelowAreUnitsButHiddenOnes() async throws {
    let scratch = try Scratch([
      "b/two.c": "", "a.c": "", "include/linux/x.h": "", ".hidden/c.c": "", "notes.txt": "",
    ])
    let tree = try await describe(scratch)
    #expect(tree.kind == .corpus)
    #expect(tree.root == scratch.path)
    #expect(tree.commands.map(\.path) == ["a.c", "b/two.c"])
    #expect(tree.incomplete == [])
    let command = tree.commands[1]
    #expect(command.arguments.contains("-D__KERNEL__"))
    #expect(command.arguments.contains("-DKBUILD_MODNAME=\"two\""))
    #expect(includes(command) == [scratch.path + "/include"])
  }

  @Test func whatIsAssumedIsDefinedForEachUnit() async throws {
    let scratch = try Scratch(["a.c": "", "b.c": ""])
    var request = TreeRequest(paths: [scratch.path])
    request.assume = ["PREEMPT_RT"]
    let tree = try await TreeReader().describe(request)
    #expect(tree.commands.count == 2)
    for command in tree.commands {
      #expect(command.arguments.contains("-DCONFIG_PREEMPT_RT=1"))
    }
  }

  @Test func theNearestIncludeFolderComesFirstUpToTheRepository() async throws {
    let scratch = try Scratch([
      "include/x.h": "", "top/.git/HEAD": "", "top/include/x.h": "",
      "top/corpus/rule/include/x.h": "", "top/corpus/rule/a.c": "",
    ])
    let top = scratch.path + "/top"
    let tree = try await describe(scratch, ["top/corpus/rule"])
    #expect(
      includes(try #require(tree.commands.first))
        == [top + "/corpus/rule/include", top + "/include"])
    #expect(tree.commands.map(\.path) == ["a.c"])
  }

  @Test func theRunLineNamesTheKernelOfItsUnitOnly() async throws {
    let scratch = try Scratch([
      "old.c": "// run: kernel-version=3.8\nint a;\n",
      "other.c": "// run: something=else\n",
      "late.c": "int a;\n// run: kernel-version=3.8\n",
    ])
    let tree = try await describe(scratch)
    #expect(tree.commands.map(\.path) == ["late.c", "old.c", "other.c"])
    #expect(
      tree.commands.map(\.kernelVersion) == [nil, TreeVersion(major: 3, minor: 8), nil])
  }

  @Test func aVersionThatIsNoneKeepsTheFileOut() async throws {
    let scratch = try Scratch(["a.c": "", "bad.c": "// run: kernel-version=old\n"])
    let tree = try await describe(scratch)
    #expect(tree.commands.map(\.path) == ["a.c"])
    #expect(
      tree.incomplete == [
        SkippedFile(
          file: "bad.c", reason: "line 1: kernel-version=old is no version such as 3.8")
      ])
  }

  @Test func aBinaryFileNamedLikeCIsMissedAndTheRestGoesOn() async throws {
    let scratch = try Scratch(["a.c": "int a;\n"])
    try scratch.write(Data([0x7F, 0x45, 0x4C, 0x46, 0, 1]), to: "object.c")
    let tree = try await describe(scratch)
    #expect(tree.commands.map(\.path) == ["a.c"])
    #expect(
      tree.incomplete == [
        SkippedFile(
          file: "object.c", reason: "not a text file: NUL bytes in its first 1024 bytes")
      ])
  }

  @Test func whatIsNoRegularFileIsMissedAndNotWaitedFor() async throws {
    let scratch = try Scratch(["a.c": "", "folder.c/b.c": ""])
    #expect(mkfifo(scratch.path + "/pipe.c", 0o600) == 0)
    let tree = try await describe(scratch)
    #expect(tree.commands.map(\.path) == ["a.c", "folder.c/b.c"])
    #expect(tree.incomplete == [SkippedFile(file: "pipe.c", reason: "not a regular file")])
  }

  @Test func theFallbackServesFilesWithoutAnIncludeFolder() async throws {
    let scratch = try Scratch(["x/a.c": "", "headers/linux/x.h": ""])
    let headers = scratch.path + "/headers"
    let with = try await describe(scratch, ["x"], fallback: headers)
    #expect(includes(try #require(with.commands.first)) == [headers])
    #expect(with.commands[0].arguments.contains("-nostdlibinc"))
    let without = try await describe(scratch, ["x"])
    #expect(includes(try #require(without.commands.first)) == [])
    #expect(!without.commands[0].arguments.contains("-nostdlibinc"))
  }

  @Test func theUserIsToldOfHeadersThatAreNotTheTrees() async throws {
    let scratch = try Scratch([
      "x/a.c": "", "y/b.c": "#include <linux/x.h>\n", "z/c.c": "#include <linux/x.h>\n",
      "z/include/linux/x.h": "", "headers/linux/x.h": "",
    ])
    let log = EventLog()
    for folder in ["x", "y", "z"] {
      _ = try await TreeReader(report: log.add).describe(
        TreeRequest(
          paths: [scratch.path + "/" + folder], fallbackInclude: scratch.path + "/headers"))
    }
    let warnings = log.events.filter { if case .warning = $0 { true } else { false } }
    #expect(warnings.count == 1)
    #expect(warnings.first?.description.hasPrefix("b.c lies in no kernel tree") == true)
  }

  @Test func singleFilesAreNamedFromTheFolderThatHoldsThemAll() async throws {
    let scratch = try Scratch(["x/y/a.c": "", "x/b.c": "", "x/other.c": ""])
    let tree = try await describe(scratch, ["x/y/a.c", "x/b.c", "x/b.c"])
    #expect(tree.kind == .files)
    #expect(tree.root == scratch.path + "/x")
    #expect(tree.commands.map(\.path) == ["b.c", "y/a.c"])
  }

  @Test func aPartOfTheFolderCanBeSelected() async throws {
    let scratch = try Scratch(["x/a.c": "", "xy/b.c": "", "c.c": ""])
    let tree = try await describe(scratch, only: ["x", "c.c"])
    #expect(tree.commands.map(\.path) == ["c.c", "x/a.c"])
  }
}
