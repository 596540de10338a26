import KernelTree
import Testing

@Suite struct TreeVersionTests {
  @Test(arguments: [("6.1.192", "6.1.192"), ("3.8", "3.8")])
  func aVersionReadsBackAsItPrints(text: String, printed: String) throws {
    #expect(try #require(TreeVersion(text)).description == printed)
  }

  @Test(arguments: ["", "6", "6.", "6.x", "6.1.2.3", "-1.2", "v6.1"])
  func whatIsNoVersionIsNil(text: String) {
    #expect(TreeVersion(text) == nil)
  }

  @Test func aTopMakefileStatesTheVersion() {
    let text = "# SPDX\nVERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 3\nEXTRAVERSION = -rc1\nNAME = x\n"
    #expect(TreeVersion(makefile: text) == TreeVersion(major: 6, minor: 12, patch: 3))
  }

  @Test func anotherMakefileStatesNone() {
    #expect(TreeVersion(makefile: "all:\n\tcc -o a a.c\n") == nil)
    #expect(TreeVersion(makefile: "VERSION = 1.2\n") == nil)
  }

  @Test func versionsOrderByNumberAndNotByText() throws {
    let texts = ["3.8", "5.4.1", "5.17", "6.1", "6.1.9", "6.1.10", "6.12"]
    let versions = try texts.map { try #require(TreeVersion($0)) }
    #expect(versions.shuffled().sorted() == versions)
  }
}
