import KernelTree
import Testing

@Suite struct DryRunOutputTests {
  private func read(_ text: String) -> [CompilerInvocation] {
    DryRunOutput(Array(text.utf8), directory: "/build").invocations
  }

  @Test func aCommandStandsBetweenItsEchoAndWhatFollows() throws {
    let found = read(
      #"""
      set -e;  echo '  gcc -D__KERNEL__ -DN='\''"no"'\'' -c -o fs/no.o /src/fs/no.c';  trap 'rm -f fs/a.o; kill -s HUP $$' HUP; gcc -D__KERNEL__ -DN='"a"' -c -o fs/a.o /src/fs/a.c   ; ./tools/objtool/objtool --orc fs/a.o
      """#)
    #expect(found.map(\.file) == ["/src/fs/a.c"])
    #expect(try #require(found.first).arguments.contains(#"-DN="a""#))
  }

  @Test(arguments: [
    (#"-DN='"a b"'"#, #"-DN="a b""#),
    (#"-DN=\"ab\""#, #"-DN="ab""#),
    (#""-DN=\"a\\b\"""#, #"-DN="a\b""#),
    (#"-D'N=x'"y"z"#, "-DN=xyz"),
    (#"-D"N(a)=a;b""#, "-DN(a)=a;b"),
    (#"-DN='it'\''s'"#, "-DN=it's"),
    ("-DN=a#b", "-DN=a#b"),
  ])
  func quotesAreTheShells(written: String, meant: String) throws {
    let found = read("gcc -D__KERNEL__ \(written) -c -o a.o a.c\n")
    #expect(try #require(found.first).arguments.contains(meant))
  }

  @Test func aBackslashContinuesTheLine() {
    let found = read(
      "cd x && \\\n  gcc -D__KERNEL__ \\\n\t-c -o a.o \\\n  a.c\ngcc -D__KERNEL__ -c b.c")
    #expect(found.map(\.file) == ["/build/a.c", "/build/b.c"])
  }

  @Test func aLastLineThatIsCutOffInItsContinuationCounts() {
    #expect(read("gcc -D__KERNEL__ -c a.c \\\n").map(\.file) == ["/build/a.c"])
    #expect(read("gcc -D__KERNEL__ -c a.c \\").map(\.file) == ["/build/a.c"])
  }

  @Test(arguments: [
    "gcc -c -o scripts/mod/modpost.o scripts/mod/modpost.c",
    "gcc -D__KERNEL__ -S -o kernel/bounds.s kernel/bounds.c",
    "gcc -D__KERNEL__ -D__ASSEMBLY__ -c -o entry.o entry.S",
    "echo '  gcc -D__KERNEL__ -c a.c'",
    "# gcc -D__KERNEL__ -c a.c",
    "make -f scripts/Makefile.build obj=fs",
    "", "\n\n", "\\\n",
  ])
  func whatCompilesNoKernelUnitIsPassedOver(line: String) {
    #expect(read(line) == [])
  }

  @Test func aLineEndsACommandAndAnUnclosedQuoteEndsWithItsLine() {
    let found = read("echo 'open\ngcc -D__KERNEL__ -c a.c\ngcc -D__KERNEL__ \"-c b.c\n")
    #expect(found.map(\.file) == ["/build/a.c"])
  }

  @Test func theMarkOfADryRunIsTakenOutAgain() throws {
    let found = read("gcc -D__KERNEL__ \(DryRunOutput.marker) -c a.c\n")
    #expect(!(try #require(found.first)).arguments.contains(DryRunOutput.marker))
  }

  @Test func bytesThatAreNoTextDoNoHarm() {
    let bytes = [UInt8](0...255) + Array("\ngcc -D__KERNEL__ -c a.c\n".utf8)
    #expect(DryRunOutput(bytes, directory: "/build").invocations.map(\.file) == ["/build/a.c"])
  }
}
