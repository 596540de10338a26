import ArgumentParser

/// `deadlint model`
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Explore the documented deadlocks as executable models.",
    discussion: """
      Five subsystems of the kernel as small programs over its synchronisation primitives, as they \
      were and as they were fixed. Each element of a fix can be left out.

        deadlint model list                  what there is
        deadlint model check                 all models, buggy and fixed
        deadlint model check --switches      also without each element of a fix
        deadlint model trace dm-snapshot     the schedule that deadlocks
      """,
    subcommands: [
      ModelListCommand.self, ModelCheckCommand.self, ModelTraceCommand.self,
      ModelExportCommand.self,
    ])
}
