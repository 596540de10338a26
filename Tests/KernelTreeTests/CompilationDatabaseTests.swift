import Foundation
import KernelTree
import Testing

@Suite struct CompilationDatabaseTests {
  private func describe(
    _ database: String, files: [String: String] = ["a.c": "", "sub/b.c": ""], only: [String] = []
  ) async throws -> (TreeDescription, Scratch) {
    let scratch = try Scratch(files)
    let text = database.replacingOccurrences(of: "ROOT", with: scratch.path)
    try scratch.write(text, to: "compile_commands.json")
    let request = TreeRequest(paths: [scratch.path], only: only)
    return (try await TreeReader().describe(request), scratch)
  }

  @Test(arguments: [
    #""command": "gcc -DN='\"x y\"' -Iinc -fconserve-stack -c -o a.o a.c""#,
    #""command": "/usr/bin/clang-19 -DN=\"\\\"x y\\\"\" -I inc -c a.c ; objtool a.o""#,
    #""arguments": ["gcc", "-DN=\"x y\"", "-Iinc", "-g", "-c", "-o", "a.o", "a.c"]"#,
    #""command": "gcc '-DN=\"x y\"' -Iinc a.c -o a -lm""#,
  ])
  func commandsAndArgumentsMeanTheSame(form: String) async throws {
    let (tree, scratch) = try await describe(
      #"[{"directory": "ROOT", "file": "a.c", \#(form)}]"#)
    #expect(tree.kind == .database)
    #expect(tree.root == scratch.path)
    #expect(tree.config == scratch.path + "/compile_commands.json")
    let command = try #require(tree.commands.first)
    #expect(command.path == "a.c")
    #expect(command.file == scratch.path + "/a.c")
    #expect(command.directory == scratch.path)
    #expect(command.arguments.prefix(2) == ["-DN=\"x y\"", "-I\(scratch.path)/inc"])
  }

  @Test func unitsAreSortedAndEachStandsOnce() async throws {
    let (tree, _) = try await describe(
      #"""
      [{"directory": "ROOT/sub", "file": "b.c", "command": "gcc -DFIRST -c -o x.o b.c"},
       {"directory": "ROOT", "file": "ROOT/sub/b.c", "command": "gcc -DOWN -c -o sub/b.o sub/b.c"},
       {"directory": "ROOT", "file": "ROOT/sub/b.c", "command": "gcc -DLAST -c -o y.o sub/b.c"},
       {"directory": "ROOT", "file": "a.c", "command": "gcc -c a.c"},
       {"directory": "ROOT", "file": "entry.S", "command": "gcc -c entry.S"}]
      """#)
    #expect(tree.commands.map(\.path) == ["a.c", "sub/b.c"])
    #expect(tree.commands[1].arguments.contains("-DOWN"))
  }

  @Test func aFileThatIsNotThereIsMissedAndTheRestGoesOn() async throws {
    let (tree, _) = try await describe(
      #"""
      [{"directory": "ROOT", "file": "a.c", "command": "gcc -c a.c"},
       {"directory": "ROOT", "file": "gone.c", "command": "gcc -c gone.c"}]
      """#)
    #expect(tree.commands.map(\.path) == ["a.c"])
    #expect(tree.incomplete.map(\.file) == ["gone.c"])
    #expect(tree.incomplete.first?.reason.hasPrefix("the file does not exist") == true)
  }

  @Test func programsOfAKernelBuildAreNoUnits() async throws {
    let (tree, _) = try await describe(
      #"""
      [{"directory": "ROOT", "file": "a.c", "command": "gcc -D__KERNEL__ -c a.c"},
       {"directory": "ROOT", "file": "sub/b.c", "command": "gcc -c sub/b.c"}]
      """#)
    #expect(tree.commands.map(\.path) == ["a.c"])
  }

  @Test func aFileThatTheDatabaseDoesNotNameIsMissed() async throws {
    let entries = #"[{"directory": "ROOT", "file": "a.c", "command": "gcc -c a.c"}]"#
    let (tree, _) = try await describe(entries, only: ["a.c", "sub/b.c"])
    #expect(tree.commands.map(\.path) == ["a.c"])
    #expect(tree.incomplete.map(\.file) == ["sub/b.c"])
  }

  @Test func aPartOfTheTreeCanBeSelected() async throws {
    let entries = #"""
      [{"directory": "ROOT", "file": "a.c", "command": "gcc -c a.c"},
       {"directory": "ROOT", "file": "sub/b.c", "command": "gcc -c sub/b.c"}]
      """#
    let (tree, _) = try await describe(entries, only: ["sub"])
    #expect(tree.commands.map(\.path) == ["sub/b.c"])
  }

  @Test(arguments: [
    ("not json", "it is not JSON"),
    ("", "it is not JSON"),
    ("{}", "it is not a list of entries"),
    (#"[{"directory": "/", "file": "a.c"}]"#, "entry 1 has neither `command` nor `arguments`"),
    (#"[{"file": "a.c", "command": "gcc"}]"#, "entry 1 has no `directory`"),
    (#"[{"directory": "/", "file": 3}]"#, "entry 1, `file` has a value of the wrong type"),
  ])
  func aMalformedDatabaseIsNamedWithItsDefect(text: String, reason: String) async throws {
    let scratch = try Scratch(["a.c": "", "compile_commands.json": text])
    let file = scratch.path + "/compile_commands.json"
    await #expect(throws: KernelTreeFailure.malformedDatabase(file: file, reason: reason)) {
      try await TreeReader().describe(TreeRequest(paths: [scratch.path]))
    }
  }

  @Test(arguments: ["[]", #"[{"directory": "/", "file": "a.S", "command": "gcc -c a.S"}]"#])
  func aDatabaseWithoutCIsAnError(text: String) async throws {
    let scratch = try Scratch(["build/compile_commands.json": text])
    let file = scratch.path + "/build/compile_commands.json"
    await #expect(throws: KernelTreeFailure.emptyDatabase(file: file)) {
      try await TreeReader().describe(TreeRequest(paths: [scratch.path], database: file))
    }
  }

  @Test func aKernelsDatabaseIsFoundInItsBuildFolder() async throws {
    let tree = try Scratch(MiniatureKernel.files())
    let build = try Scratch()
    try build.write(
      #"""
      [{"directory": "\#(build.path)", "file": "\#(tree.path)/fs/open.c",
        "command": "gcc -D__KERNEL__ -I./include -c -o fs/open.o \#(tree.path)/fs/open.c"}]
      """#, to: "compile_commands.json")
    let description = try await TreeReader().describe(
      TreeRequest(paths: [tree.path], buildDirectory: build.path))
    #expect(description.kind == .database)
    #expect(description.root == tree.path)
    #expect(description.buildDirectory == build.path)
    #expect(description.kernelVersion == TreeVersion(major: 6, minor: 1, patch: 7))
    #expect(description.commands.map(\.path) == ["fs/open.c"])
  }
}
