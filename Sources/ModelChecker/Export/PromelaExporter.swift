/// Writes programs in Promela, the language of the model checker Spin.
///
/// Each transition becomes one `d_step`, each location a label, each valid end an end-state label, and
/// each failure an assertion; a task that has ended waits for ever at an end state, so that Spin stores
/// exactly the states that a search without reduction stores. Cells that only one task uses are local
/// to its process. What Spin cannot say in a safety run is a deadlock of some tasks while others run
/// for ever.
///
/// Source: G. Holzmann, "The SPIN Model Checker", 2003, chapters 3 and 7.
public enum PromelaExporter {
  /// One program, whose processes all exist from the start.
  ///
  /// - Complexity: linear in the size of the program.
  public static func export(_ program: Program) -> String {
    "/* \(comment(program.name)) */\n"
      + PromelaWriter(program, prefix: "", isActive: true).text
  }

  /// Several programs in one file; the environment variable `PROGRAM` picks one by its index when the
  /// verifier runs. A thousand small programs need a few compilations in this way, not a thousand.
  public static func export(batch programs: [Program]) -> String {
    var text = "c_decl {\n\\#include <stdlib.h>\n}\nint selected;\n"
    var starts = ""
    for (index, program) in programs.enumerated() {
      let writer = PromelaWriter(program, prefix: "g\(index)_", isActive: false)
      text += "\n/* \(comment(program.name)) */\n" + writer.text
      let runs = program.tasks.indices.map { "run \(writer.process($0))()" }
      starts += "    :: selected == \(index) -> \(runs.joined(separator: "; "))\n"
    }
    return text + """

      init {
        c_code { const char *text = getenv("PROGRAM"); now.selected = text ? atoi(text) : 0; };
        atomic {
          if
      \(starts)    fi
        };
      end_init:
        false
      }

      """
  }

  static func comment(_ text: String) -> String {
    text.replacing("*/", with: "* /")
  }
}
