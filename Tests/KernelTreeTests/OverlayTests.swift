import Foundation
import KernelTree
import Testing

@Suite struct OverlayTests {
  @Test func aTextStandsForItsFileHoweverThePathIsWritten() throws {
    let scratch = try Scratch(["a.c": "old"])
    let overlay = Overlay(texts: [scratch.path + "/x/../a.c": "new"])
    #expect(try overlay.text(of: scratch.path + "/./a.c") == "new")
    #expect(overlay.texts == [scratch.path + "/a.c": "new"])
    #expect(try scratch.text(of: "a.c") == "old")
  }

  @Test func otherFilesSpeakForThemselves() throws {
    let scratch = try Scratch(["a.c": "text"])
    let overlay = Overlay(texts: [scratch.path + "/b.c": "new file"])
    #expect(try overlay.text(of: scratch.path + "/a.c") == "text")
    #expect(try overlay.text(of: scratch.path + "/b.c") == "new file")
    #expect(overlay[scratch.path + "/a.c"] == nil)
  }

  @Test func aFileThatIsNotThereIsNamed() throws {
    let scratch = try Scratch(["folder/a.c": ""])
    #expect(
      throws: KernelTreeFailure.unreadable(
        file: scratch.path + "/b.c", reason: "the file does not exist")
    ) {
      try Overlay().text(of: scratch.path + "/b.c")
    }
    #expect(
      throws: KernelTreeFailure.unreadable(
        file: scratch.path + "/folder", reason: "it is a folder")
    ) {
      try Overlay().text(of: scratch.path + "/folder")
    }
  }

  @Test func oldEncodingsAreRead() throws {
    let scratch = try Scratch()
    try scratch.write(Data([UInt8(ascii: "/"), 0xE9, UInt8(ascii: "\n")]), to: "a.c")
    #expect(try Overlay().text(of: scratch.path + "/a.c") == "/\u{FFFD}\n")
  }
}
