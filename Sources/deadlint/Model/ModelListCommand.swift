import ArgumentParser
import KernelModels

/// `deadlint model list`
struct ModelListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the models, the elements of their fixes, and their sizes.")

  func run() {
    for model in KernelModels.all {
      var lines = ["\(model.name): \(model.title)", "  rule \(model.rule)"]
      lines += model.switches.map { "  without:\($0.name)  \($0.summary)" }
      lines += model.sizes.map {
        "  --size \($0.name)=\($0.standard)  \($0.summary), \($0.minimum) to \($0.maximum)"
      }
      Terminal.output.say(lines.joined(separator: "\n"))
    }
  }
}
