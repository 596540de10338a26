import Extraction
import LockIR
import Testing

/// Files whose headers are not all there.
@Suite struct InventionTests {
  private static let driver = """
    #include <sub/system.h>
    #include "h.h"
    struct mine {
      struct part base;
      later_t when;
    };
    static int start(struct part *p)
    {
      struct mine *m = (struct mine *)p;
      if (m->base.owner->state == PART_GONE)
        return -1;
      part_for_each(p, m) {
        touch(p);
      }
      return 0;
    }
    static const struct part_ops ops = {
      .start = start,
    };
    int init(struct mine *m)
    {
      m->base.ops = &ops;
      return 0;
    }
    part_module(init);

    """

  private func snippet(_ text: String, _ arguments: [String]) -> Snippet {
    Snippet(text, headers: ["h.h": "int touch(void *what);\n"], arguments: arguments)
  }

  @Test func whatNoHeaderDeclaresIsDeclaredAsItIsUsed() throws {
    let unit = try snippet(Self.driver, ["-DDEADLINT_STAND_INS"]).extract()
    let text = unit.text
    #expect(text.contains("part_ops"))
    #expect(text.contains("touch"))
    // Only what cannot be made up is missed: the headers.
    #expect(unit.diagnostics.allSatisfy { $0.message.contains("file not found") })
  }

  @Test func noLineMoves() throws {
    let unit = try snippet(Self.driver, ["-DDEADLINT_STAND_INS"]).extract()
    let start = try #require(unit.functions.first { unit[$0.symbol].hasSuffix("start") })
    #expect(start.location.line == 7)
    #expect(unit[start.location.file] == "a.c")
  }

  @Test func inATreeNothingIsMadeUp() throws {
    let unit = try snippet(Self.driver, []).extract()
    #expect(unit.diagnostics.contains { $0.message.contains("incomplete") })
  }

  @Test func whatTheFileDeclaresLaterIsNotDeclaredTwice() throws {
    let unit = try snippet(
      """
      #include <sub/system.h>
      #include "h.h"
      extern struct own first;
      int f(void) { return first.x; }
      struct own { int x; };

      """, ["-DDEADLINT_STAND_INS"]
    ).extract()
    #expect(!unit.diagnostics.contains { $0.message.contains("redefinition") })
  }

  @Test func theHeaderThatIsMadeUpIsNoFileThatWasRead() throws {
    let unit = try UnitExtractor().read(snippet(Self.driver, ["-DDEADLINT_STAND_INS"]).request)
    #expect(unit.filesRead == ["/tree/a.c", "/tree/h.h"])
  }
}
