import KernelTree
import Testing

@Suite struct CompilerInvocationTests {
  private func read(_ options: [String], compiler: String = "gcc") -> CompilerInvocation? {
    CompilerInvocation(
      words: [compiler] + options + ["-c", "-o", "fs/a.o", "/src/fs/a.c"], directory: "/build")
  }

  private func kept(_ options: [String], compiler: String = "gcc") throws -> [String] {
    let common = Set(try #require(read([])).arguments)
    return try #require(read(options, compiler: compiler)).arguments.filter { !common.contains($0) }
  }

  @Test(arguments: [
    "-maccumulate-outgoing-args", "-fconserve-stack", "-funit-at-a-time", "-fcall-saved-rcx",
    "-mpreferred-stack-boundary=3", "-fno-allow-store-data-races", "-mrecord-mcount", "-pg",
    "-fplugin=./scripts/gcc-plugins/latent_entropy_plugin.so", "-fsanitize=kernel-address",
    "-mindirect-branch=thunk-extern", "-Wall", "-Werror=strict-prototypes", "-Wp,-MMD,fs/.a.o.d",
    "-MD", "-g", "-march=k8", "-fmacro-prefix-map=/src/=",
  ])
  func whatClangRejectsOrNeedNotKnowIsDropped(option: String) throws {
    #expect(try kept([option]) == [])
  }

  @Test(arguments: [
    "-nostdinc", "-DCONFIG_X=1", "-UCONFIG_Y", "-O2", "-Os", "-m64", "-mno-sse", "-mno-sse2",
    "-mcmodel=kernel", "-fshort-wchar", "-ffreestanding", "-fno-builtin-wcslen", "-fno-PIE",
    "-std=gnu11", "-fgnu89-inline", "-fcf-protection=none", "-undef", "-DX=\"a b\"",
  ])
  func whatDecidesTheMeaningOfTheTextIsKept(option: String) throws {
    #expect(try kept([option]) == [option])
  }

  @Test func valuesAsWordsOfTheirOwnGoWithTheirOptions() throws {
    let options = [
      "-D", "A", "--param", "asan-stack=1", "-I", "inc", "-isystem", "sys", "-x", "c",
      "-MF", "dep.c", "-include", "./x.h", "-aux-info", "y.c",
    ]
    #expect(
      try kept(options)
        == ["-DA", "-I/build/inc", "-isystem", "/build/sys", "-xc", "-include", "/build/x.h"])
  }

  @Test func pathsAreMadeAbsoluteFromTheFolderOfTheCommand() throws {
    #expect(
      try kept(["-I./include", "-I../src/include", "-I/usr/x", "-iquote", "q"])
        == ["-I/build/include", "-I/src/include", "-I/usr/x", "-iquote", "/build/q"])
  }

  @Test func theUnitAndItsObjectAreNamed() throws {
    let invocation = try #require(
      CompilerInvocation(
        words: ["ccache", "gcc", "-c", "-o", "fs/a.o", "../src/fs/a.c"], directory: "/build"))
    #expect(invocation.file == "/src/fs/a.c")
    #expect(invocation.object == "fs/a.o")
    #expect(invocation.directory == "/build")
  }

  @Test(arguments: [
    ["gcc", "-c", "-o", "a.o", "a.S"], ["gcc", "-o", "a", "a.c"], ["gcc", "-c", "a.c", "b.c"],
    ["-c", "a.c"], ["make", "all"], ["gcc", "-E", "a.c"],
  ])
  func otherCommandsAreNone(words: [String]) {
    #expect(CompilerInvocation(words: words, directory: "/build") == nil)
  }

  @Test func aKernelThatLeavesTheLanguageToGccMeansTheOldOne() throws {
    #expect(try kept(["-D__KERNEL__"]) == ["-D__KERNEL__", "-std=gnu89"])
    #expect(try kept(["-D__KERNEL__", "-std=gnu11"]) == ["-D__KERNEL__", "-std=gnu11"])
    #expect(try kept([]) == [])
  }

  @Test(arguments: [
    ("aarch64-linux-gnu-gcc-12", ["--target=aarch64-linux-gnu"]),
    ("/opt/bin/arm-linux-gnueabihf-gcc", ["--target=arm-linux-gnueabihf"]),
    ("gcc-12", []), ("clang-19", []), ("my-gcc", []),
  ])
  func aCrossCompilersNameBecomesTheTarget(compiler: String, arguments: [String]) throws {
    #expect(try kept([], compiler: compiler) == arguments)
  }

  @Test func oldCodeThatNewCompilersRejectIsStillRead() throws {
    let arguments = try #require(read([])).arguments
    #expect(arguments.contains("-Wno-implicit-function-declaration"))
    #expect(arguments.contains("-ferror-limit=0"))
  }
}
