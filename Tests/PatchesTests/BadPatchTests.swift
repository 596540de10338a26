import Foundation
import Patches
import Testing

/// Everything that can be wrong with a patch: one case each, and one line that names it.
@Suite struct BadPatchTests {
  private func failure(_ bytes: [UInt8], files: [String: String] = PatchSample.files)
    -> PatchFailure?
  {
    do throws(PatchFailure) {
      var tree = PatchSample.tree(files)
      for patch in try PatchSeries([(Data(bytes), "p.diff")]).patches { _ = try tree.apply(patch) }
      return nil
    } catch {
      #expect(error.description.hasPrefix("p.diff"))
      #expect(!error.description.contains("\n"))
      return error
    }
  }

  private func failure(_ text: String, files: [String: String] = PatchSample.files)
    -> PatchFailure?
  {
    failure(Array(text.utf8), files: files)
  }

  @Test(arguments: ["", "\n", " \n\t\r\n"])
  func anEmptyPatch(_ text: String) { #expect(failure(text) == .empty(patch: "p.diff")) }

  @Test func anObjectFile() {
    #expect(failure([0x7F, 0x45, 0x4C, 0x46, 0, 1]) == .binary(patch: "p.diff"))
  }

  @Test func textThatIsNotUTF8() {
    let units = Array(PatchSample.wait.utf16)
    let wide = units.reduce(into: [0xFF, 0xFE] as [UInt8]) {
      $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)]
    }
    #expect(failure(wide) == .unknownEncoding(patch: "p.diff", encoding: "UTF-16"))
    let mail = "Subject: x\nContent-Transfer-Encoding: x-uuencode\n\n" + PatchSample.wait
    #expect(failure(mail) == .unknownEncoding(patch: "p.diff", encoding: "x-uuencode"))
  }

  @Test func aTextWithoutDiff() {
    #expect(failure("Subject: hello\n\nworld\n") == .noDiff(patch: "p.diff"))
  }

  @Test(arguments: [1, 2, 4, 6])
  func aHunkWithoutItsEnd(missing: Int) {
    let lines = PatchSample.wait.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.dropLast(missing + 1).joined(separator: "\n") + "\n"
    #expect(failure(text) == .truncated(patch: "p.diff", line: 4))
  }

  @Test func linesThatAMailProgramWrapped() {
    let text = PatchSample.wait.replacing("+\twait_for", with: "+\t\nwait_for")
    #expect(failure(text) == .malformedHunk(patch: "p.diff", line: 9))
  }

  @Test func aHunkOfNoFile() {
    #expect(
      failure("@@ -1 +1 @@\n-a\n+b\n") == .hunkWithoutFile(patch: "p.diff", line: 1))
  }

  @Test func aBinaryChangeOfCode() {
    let text =
      "diff --git a/drivers/store/store.c b/drivers/store/store.c\n"
      + "Binary files a/drivers/store/store.c and b/drivers/store/store.c differ\n"
    #expect(failure(text) == .binaryFile(patch: "p.diff", file: "drivers/store/store.c"))
  }

  @Test(arguments: ["../../etc/passwd", "/etc/passwd", "a/../../x.c"])
  func aFileOutsideOfTheTree(_ name: String) {
    let text = "--- \(name)\n+++ \(name)\n@@ -1 +1 @@\n-a\n+b\n"
    guard case .outsideTree = failure(text) else {
      Issue.record("\(String(describing: failure(text)))")
      return
    }
  }

  @Test func aPatchForAnotherTree() {
    let text = PatchSample.wait.replacing("store.c", with: "shop.c")
    #expect(
      failure(text)
        == .noSuchFile(patch: "p.diff", file: "drivers/store/shop.c", tree: "linux"))
  }

  @Test func aNewFileThatIsThere() {
    let text = "--- /dev/null\n+++ b/drivers/store/store.h\n@@ -0,0 +1 @@\n+int x;\n"
    #expect(failure(text) == .alreadyThere(patch: "p.diff", file: "drivers/store/store.h"))
  }

  @Test func aPatchWithCarriageReturnsForATreeWithout() {
    let text = PatchSample.wait.replacing("\n", with: "\r\n")
    #expect(
      failure(text) == .carriageReturns(patch: "p.diff", file: "drivers/store/store.c"))
  }

  @Test func aHunkThatDoesNotApplyIsNamed() {
    let text = PatchSample.wait.replacing("store->users++", with: "store->readers++")
    #expect(
      failure(text)
        == .rejected(
          patch: "p.diff", file: "drivers/store/store.c", hunk: 1,
          header: "@@ -4,5 +4,6 @@ int open_store(struct store *store)"))
  }

  @Test func aPatchThatIsAppliedAlready() {
    var files = PatchSample.files
    files["drivers/store/store.c"] = PatchSample.store.replacing(
      "users++;\n", with: "users++;\n\twait_for_completion(&store->ready);\n")
    #expect(
      failure(PatchSample.wait, files: files)
        == .alreadyApplied(patch: "p.diff", file: "drivers/store/store.c", hunk: 1))
  }
}
