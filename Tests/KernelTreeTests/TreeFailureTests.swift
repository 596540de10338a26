import Foundation
import KernelTree
import Testing

@Suite struct TreeFailureTests {
  private func expect(
    _ failure: KernelTreeFailure, _ request: TreeRequest, environment: [String: String]? = nil,
    location: SourceLocation = #_sourceLocation
  ) async {
    await #expect(throws: failure, sourceLocation: location) {
      try await TreeReader(environment: environment ?? ProcessInfo.processInfo.environment)
        .describe(request)
    }
  }

  @Test func aPathThatDoesNotExist() async {
    await expect(.noSuchPath("/no/such/path"), TreeRequest(paths: ["/no/such/path"]))
  }

  @Test func aFolderWithoutC() async throws {
    let scratch = try Scratch(["include/x.h": ""])
    await expect(.noSourceFiles(folder: scratch.path), TreeRequest(paths: [scratch.path]))
  }

  @Test func aFileThatIsNotC() async throws {
    let scratch = try Scratch(["notes.txt": ""])
    let file = scratch.path + "/notes.txt"
    await expect(.notC(file: file), TreeRequest(paths: [file]))
  }

  @Test func aFolderAndSomethingElse() async throws {
    let scratch = try Scratch(["a.c": ""])
    await expect(
      .mixedPaths(scratch.path), TreeRequest(paths: [scratch.path, scratch.path + "/a.c"]))
  }

  @Test func aBuildFolderOfNoKernel() async throws {
    let scratch = try Scratch(["a.c": ""])
    await expect(
      .notAKernelTree(scratch.path), TreeRequest(paths: [scratch.path], configuration: "defconfig"))
  }

  @Test func aTreeWithoutAConfiguration() async throws {
    let tree = try Scratch(MiniatureKernel.files())
    await expect(.notConfigured(tree: tree.path), TreeRequest(paths: [tree.path]))
    await expect(.notConfigured(tree: tree.path), TreeRequest(paths: [tree.path + "/fs/open.c"]))
  }

  @Test func aBuildFolderWithoutAConfiguration() async throws {
    let tree = try Scratch(MiniatureKernel.files())
    let build = try Scratch()
    await expect(
      .notABuildFolder(build.path), TreeRequest(paths: [tree.path], buildDirectory: build.path))
  }

  @Test func aTreeConfiguredInPlaceButNeverPrepared() async throws {
    let tree = try Scratch(MiniatureKernel.files())
    try tree.write("CONFIG_FIRST=y\n", to: ".config")
    await expect(
      .notPrepared(tree: tree.path, reason: "its headers were never made"),
      TreeRequest(paths: [tree.path]))
  }

  @Test func aSecondConfigurationForATreeConfiguredInPlace() async throws {
    let tree = try Scratch(MiniatureKernel.files())
    try tree.write("CONFIG_FIRST=y\n", to: ".config")
    await expect(
      .treeNotClean(tree: tree.path),
      TreeRequest(paths: [tree.path], configuration: "defconfig"))
  }

  @Test func aPartThatTheTreeDoesNotHave() async throws {
    let tree = try Scratch(MiniatureKernel.files())
    await expect(
      .noSuchSubfolder("mm", tree: tree.path),
      TreeRequest(paths: [tree.path], configuration: "defconfig", only: ["mm"]))
    await expect(
      .noSuchSubfolder("/etc", tree: tree.path),
      TreeRequest(paths: [tree.path], configuration: "defconfig", only: ["/etc"]))
  }

  @Test func aConfigurationFileThatCannotBeRead() async throws {
    let tree = try Scratch(MiniatureKernel.files())
    await expect(
      .unreadable(file: "/no/such/config", reason: "the file does not exist"),
      TreeRequest(paths: [tree.path], configuration: "/no/such/config"))
  }

  @Test func missingToolsAreNamedTogetherWithTheirPackages() async throws {
    let tree = try Scratch(MiniatureKernel.files())
    let tools = try Scratch(["include/gelf.h": ""])
    for name in ["bin/make", "bin/bison"] { try tools.program(name) }
    let cache = try Scratch()
    await expect(
      .missingTools([
        .program("gcc", package: "gcc"), .program("bc", package: "bc"),
        .program("flex", package: "flex"),
      ]),
      TreeRequest(
        paths: [tree.path], configuration: "defconfig", cacheDirectory: cache.path),
      environment: ["PATH": tools.path + "/bin", "CPATH": tools.path + "/include"])
  }

  @Test func aCrossCompilerIsMissedByItsFullName() async throws {
    let tree = try Scratch(MiniatureKernel.files(version: (3, 8)))
    let cache = try Scratch()
    await expect(
      .missingTools([
        .program("make", package: "make"),
        .program("aarch64-linux-gnu-gcc", package: "gcc-aarch64-linux-gnu"),
        .program("bc", package: "bc"),
      ]),
      TreeRequest(
        paths: [tree.path], configuration: "defconfig", cacheDirectory: cache.path),
      environment: ["PATH": "/nowhere", "CROSS_COMPILE": "aarch64-linux-gnu-"])
  }

  @Test(arguments: [
    (
      KernelTreeFailure.missingTools([
        .program("flex", package: "flex"), .program("bc", package: "bc"),
        .library("gelf.h", package: "libelf-dev"),
      ]),
      "flex, bc and gelf.h are missing, which the kernel's build system needs: "
        + "apt-get install flex bc libelf-dev"
    ),
    (
      .unknownOption("NOWHERE", tree: "/src"),
      "CONFIG_NOWHERE: no such configuration option in /src"
    ),
    (
      .notConfigured(tree: "/src"),
      "/src: this kernel tree has no configuration: add --config defconfig, or --build DIR with the "
        + "build folder of a configured kernel"
    ),
  ])
  func aDescriptionNamesTheThingAndTheRemedy(failure: KernelTreeFailure, text: String) {
    #expect(failure.description == text)
  }
}
