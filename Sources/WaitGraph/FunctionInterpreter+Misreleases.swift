import LockIR
import OrderedCollections
import RuleCatalog

/// Locks that are given back by who does not have them.
extension FunctionInterpreter {
  /// Notes that something is given back which this path does not have, or only in another mode.
  mutating func noteMisrelease(
    _ use: LockUse, _ object: ObjectSpec, _ call: CallSite, _ state: PathState
  ) {
    guard isRecording, let address = address(of: object, call) else { return }
    let ordinal = Int32(call.ordinal)
    let held = state.held.filter { $0.use.resource == use.resource }
    if let first = held.first {
      guard
        held.allSatisfy({
          $0.address == address && !$0.isBorrowed && $0.use.mode != use.mode
        })
      else { return }
      summary.misreleases.append(Misrelease(use: use, ordinal: ordinal, taken: first, lost: nil))
    } else if let absence = state.absences.last(where: {
      $0.resource == use.resource && $0.address == address
    }) {
      let taken = absence.taken.map {
        HeldResource(use: use, address: address, ordinal: $0, isBorrowed: false)
      }
      summary.misreleases.append(
        Misrelease(use: use, ordinal: ordinal, taken: taken, lost: absence.lost))
    }
  }
}
