import Foundation
import Patches
import Testing

@Suite struct PatchedTreeTests {
  private func series(_ text: String) throws -> [Patch] {
    try PatchSeries([(Data(text.utf8), "p.diff")]).patches
  }

  private func apply(
    _ text: String, to files: [String: String] = PatchSample.files
  ) throws -> (tree: PatchedTree, files: [PatchedFile], notes: [String]) {
    var tree = PatchSample.tree(files)
    var changed: [PatchedFile] = []
    var notes: [String] = []
    for patch in try series(text) {
      let step = try tree.apply(patch)
      changed += step.files
      notes += step.notes
    }
    return (tree, changed, notes)
  }

  @Test func aLineIsAddedAndKnownAsAdded() throws {
    let result = try apply(PatchSample.wait)
    let file = try #require(result.files.first)
    #expect(file.path == "drivers/store/store.c")
    #expect(file.changes.added == [7])
    #expect(
      file.text
        == PatchSample.store.replacing(
          "users++;\n", with: "users++;\n\twait_for_completion(&store->ready);\n"))
    #expect(result.notes.isEmpty)
  }

  @Test(arguments: [
    ("a/drivers/store/store.c", "b/drivers/store/store.c"),
    ("drivers/store/store.c", "drivers/store/store.c"),
    ("i/drivers/store/store.c", "w/drivers/store/store.c"),
    ("linux-6.1.orig/drivers/store/store.c\t2024-01-01", "linux-6.1/drivers/store/store.c\t2024"),
  ])
  func namesMayHaveAnyPrefixOrNone(old: String, new: String) throws {
    let text = """
      --- \(old)
      +++ \(new)
      @@ -6 +6 @@
      -\tstore->users++;
      +\tstore->users += 1;

      """
    let file = try #require(try apply(text).files.first)
    #expect(file.path == "drivers/store/store.c")
    #expect(file.changes.added == [6])
    #expect(file.changes.removedBefore == [6])
  }

  @Test func whatHasMovedIsAppliedThereAndToldSo() throws {
    var files = PatchSample.files
    files["drivers/store/store.c"] = "/* one */\n/* two */\n" + PatchSample.store
    let result = try apply(PatchSample.wait, to: files)
    #expect(result.files.first?.changes.added == [9])
    #expect(result.notes.count == 1)
    #expect(result.notes.first?.contains("2 lines from where it says") == true)
  }

  @Test func contextThatDiffersAtTheEndsIsFuzz() throws {
    var files = PatchSample.files
    files["drivers/store/store.c"] = PatchSample.store.replacing("return 0", with: "return 1")
    let result = try apply(PatchSample.wait, to: files)
    #expect(result.files.first?.changes.added == [7])
    #expect(result.notes.first?.hasSuffix("with fuzz 1") == true)
  }

  @Test func laterHunksFollowEarlierOnes() throws {
    let text = """
      --- a/drivers/store/store.c
      +++ b/drivers/store/store.c
      @@ -1,3 +1,5 @@
       #include "store.h"
      +#include "a.h"
      +#include "b.h"
       
       int open_store(struct store *store)
      @@ -11,5 +13,4 @@
       void close_store(struct store *store)
       {
       	mutex_lock(&store->lock);
      -	store->users--;
       	mutex_unlock(&store->lock);

      """
    let result = try apply(text)
    #expect(result.notes.isEmpty)
    #expect(result.files.first?.changes.added == [2, 3])
    #expect(result.files.first?.changes.removedBefore == [16])
  }

  @Test func filesAreAddedRemovedRenamedAndCopied() throws {
    let text = """
      diff --git a/drivers/store/new.c b/drivers/store/new.c
      new file mode 100644
      --- /dev/null
      +++ b/drivers/store/new.c
      @@ -0,0 +1,2 @@
      +int a;
      +int b;
      diff --git a/drivers/store/store.h b/drivers/store/store.h
      deleted file mode 100644
      --- a/drivers/store/store.h
      +++ /dev/null
      @@ -1 +0,0 @@
      -struct store;
      diff --git a/drivers/store/store.c b/drivers/store/main.c
      similarity index 100%
      rename from drivers/store/store.c
      rename to drivers/store/main.c
      diff --git a/README b/README.old
      copy from README
      copy to README.old

      """
    let result = try apply(text)
    #expect(
      result.files.map { "\($0.path) \($0.isNew) \($0.text == nil)" }.sorted() == [
        "README.old true false", "drivers/store/main.c true false",
        "drivers/store/new.c true false", "drivers/store/store.c false true",
        "drivers/store/store.h false true",
      ])
    #expect(try result.tree.text(of: "drivers/store/store.c") == nil)
    #expect(try result.tree.text(of: "drivers/store/main.c") == PatchSample.store)
    #expect(try result.tree.text(of: "README") == "a store\n")
    #expect(result.files.first { $0.path == "drivers/store/new.c" }?.changes.added == [1, 2])
  }

  @Test func filesWithCarriageReturnsArePatchedByPatchesWithThem() throws {
    let text =
      "--- a/drivers/store/dos.c\n+++ b/drivers/store/dos.c\n@@ -1,3 +1,3 @@\n int a;\r\n"
      + "-int b;\r\n+int d;\r\n int c;\r\n"
    #expect(
      try apply(text).tree.text(of: "drivers/store/dos.c") == "int a;\r\nint d;\r\nint c;\r\n")
  }

  @Test func aPictureBesideCodeIsNoObstacle() throws {
    let text =
      "diff --git a/Documentation/x.png b/Documentation/x.png\nnew file mode 100644\n"
      + "index 0000000..1\nBinary files /dev/null and b/Documentation/x.png differ\n"
      + PatchSample.wait
    #expect(try apply(text).files.map(\.path) == ["drivers/store/store.c"])
  }

  @Test func aPatchThatFailsInItsMiddleLeavesNothing() throws {
    let text =
      PatchSample.wait
      + "--- a/drivers/store/store.h\n+++ b/drivers/store/store.h\n@@ -1 +1 @@\n-no\n+yes\n"
    var tree = PatchSample.tree()
    let patch = try #require(try series(text).first)
    #expect(throws: PatchFailure.self) { try tree.apply(patch) }
    #expect(tree.texts.isEmpty)
  }
}
