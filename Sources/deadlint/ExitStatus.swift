/// What the exit code says, besides 0 for "nothing found". Thrown by a subcommand that has said all
/// it has to say.
enum ExitStatus: Int32, Error {
  case findings = 1
  case wrongInput = 2
  /// More units failed than `--max-failures` allows: "nothing found" would mean nothing.
  case incomplete = 3
  /// The user stopped it: 128 and the number of the signal, as shells have it.
  case interrupted = 130
}
