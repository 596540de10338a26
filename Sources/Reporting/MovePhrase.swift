import Findings

/// Says what a move of a schedule does, in lockdep's words where it has them.
struct MovePhrase: Sendable {
  let move: Validation.Move

  var text: String {
    let prefix = "blocked-"
    let isBlocked = move.action.hasPrefix(prefix)
    let action = isBlocked ? String(move.action.dropFirst(prefix.count)) : move.action
    let call =
      switch action {
      case "acquire", "acquire-write": "lock"
      case "acquire-read": "rlock"
      case "try-acquire": "trylock"
      case "release": "unlock"
      default: action
      }
    return "\(call)(\(move.resource ?? ""));" + (isBlocked ? " <- blocked" : "")
  }
}
