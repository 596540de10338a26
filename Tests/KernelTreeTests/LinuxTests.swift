import KernelTree
import Testing

/// Against Debian's Linux 6.1, which `make test` unpacks and names.
@Suite(
  .enabled(if: DebianLinux.path != nil, "DEADLINT_LINUX_61 names no kernel tree: see make test"))
struct LinuxTests {
  @Test func aFolderTellsItsUnitsWithoutBeingBuilt() async throws {
    let root = try #require(DebianLinux.path)
    let request = TreeRequest(
      paths: [root], configuration: "defconfig", enable: ["FUSE_FS", "VIRTIO_FS"],
      only: ["fs/fuse"])
    let tree = try await TreeReader().describe(request)
    #expect(tree.kind == .tree)
    #expect(tree.kernelVersion.map { ($0.major, $0.minor) == (6, 1) } == true)
    #expect(tree.config == "defconfig +FUSE_FS +VIRTIO_FS")
    #expect(tree.incomplete == [])
    #expect(
      tree.commands.map(\.path)
        == [
          "acl", "control", "dev", "dir", "file", "inode", "ioctl", "readdir", "virtio_fs", "xattr",
        ]
        .map { "fs/fuse/\($0).c" })
    let build = try #require(tree.buildDirectory)
    let dev = try #require(tree.commands.first { $0.path == "fs/fuse/dev.c" })
    #expect(dev.file == tree.root + "/fs/fuse/dev.c")
    #expect(dev.directory == build)
    for argument in [
      "-nostdinc", "-D__KERNEL__", "-std=gnu11", "-DKBUILD_MODNAME=\"fuse\"", "-mno-sse",
      "-I\(tree.root)/include", "-I\(build)/include",
    ] {
      #expect(dev.arguments.contains(argument))
    }
    for path in dev.arguments.filter({ $0.hasPrefix("-I") }).map({ String($0.dropFirst(2)) }) {
      #expect(path.hasPrefix("/"))
    }
  }

  @Test func anOptionThatTheKernelDoesNotHaveIsNamed() async throws {
    let root = try #require(DebianLinux.path)
    let request = TreeRequest(
      paths: [root], configuration: "defconfig", enable: ["NO_SUCH_OPTION"], only: ["fs/fuse"])
    let real = PathText.real(root)
    await #expect(throws: KernelTreeFailure.unknownOption("NO_SUCH_OPTION", tree: real)) {
      try await TreeReader().describe(request)
    }
  }
}
