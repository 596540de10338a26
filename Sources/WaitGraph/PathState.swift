import LockIR

/// What is true at one point of one group of paths through a function.
///
/// Paths that agree on what they hold are one state, with the facts that they share; paths that differ
/// in it stay apart. So a branch that is tested twice, once to lock and once to unlock, stays
/// correlated, and the number of states is that of the lock configurations, not of the paths. Paths that
/// hold the same also stay apart by conditions that the function tests again, as long as they are few.
///
/// Source: M. Das, S. Lerner, M. Seigle, "ESP: Path-Sensitive Program Verification in Polynomial Time",
/// PLDI 2002.
struct PathState {
  /// What the state shares with its copies until one of them takes or gives up something: states are
  /// copied for every way through an operation, and few operations change this.
  private var locks = Locks()
  var facts = PathFacts()
  /// Operations that may have run before this point.
  var executed = OrdinalSet()

  /// Taken here and not given back, in order.
  var held: [HeldResource] {
    get { locks.held }
    set { ownLocks().held = newValue }
  }

  /// The caller's, given up here and not taken back, in order.
  private(set) var released: [LockUse] {
    get { locks.released }
    set { ownLocks().released = newValue }
  }

  /// Wait queues that the task has put itself on.
  var armed: [ResourceID] {
    get { locks.armed }
    set { ownLocks().armed = newValue }
  }

  /// What the path surely does not have any more.
  private(set) var absences: [Absence] {
    get { locks.absences }
    set { ownLocks().absences = newValue }
  }

  /// What the function took here and gave back, on all these paths.
  private var givenBack: Set<Given> { locks.givenBack }

  /// The operations that may have run that took back what was the caller's.
  var retaken: OrdinalSet { locks.retaken }

  /// The operations that may have run that took something which was not the caller's.
  var taken: OrdinalSet { locks.taken }

  private final class Locks {
    var held: [HeldResource] = []
    var released: [LockUse] = []
    var armed: [ResourceID] = []
    var retaken = OrdinalSet()
    var taken = OrdinalSet()
    var givenBack: Set<Given> = []
    var absences: [Absence] = []

    func copy() -> Locks {
      let copy = Locks()
      (copy.held, copy.released, copy.armed, copy.retaken) = (held, released, armed, retaken)
      (copy.taken, copy.givenBack, copy.absences) = (taken, givenBack, absences)
      return copy
    }
  }

  /// One lock as far as it can be told from others of its class.
  private struct Given: Hashable {
    let resource: ResourceID
    let address: ValueID?
  }

  private mutating func ownLocks() -> Locks {
    if !isKnownUniquelyReferenced(&locks) { locks = locks.copy() }
    return locks
  }

  /// The same point of the paths of which another state knows more.
  func knowing(like other: PathState) -> PathState {
    var state = self
    state.facts = other.facts
    for absence in other.absences { state.lack(absence) }
    return state
  }

  /// Whether a path holds a lock or is in a section, in whatever mode.
  func holds(_ resource: ResourceID) -> Bool {
    locks.held.contains { $0.use.resource == resource }
  }

  /// Takes up that these pointers lead somewhere, as they must where they are followed.
  mutating func learn(notNull pointers: [ValueID], _ evaluator: Evaluator) {
    for pointer in pointers where evaluator.evaluate(pointer, facts).truth == nil {
      facts[pointer] = .pointer(mayBeNull: false)
    }
  }

  /// Whether another state differs in nothing but facts and history.
  func agrees(with other: PathState) -> Bool {
    locks === other.locks
      || held == other.held && released == other.released && armed == other.armed
  }

  /// Whether another state knows the same about these values.
  func knowsSame(as other: PathState, on values: [ValueID]) -> Bool {
    values.allSatisfy { facts[$0]?.truth == other.facts[$0]?.truth }
  }

  /// Takes up the paths of another state that agrees with this one. Returns whether anything changed.
  ///
  /// `widening`: see `PathFacts.intersect`.
  mutating func merge(_ other: PathState, widening: Bool = false) -> Bool {
    let factsChanged = facts.intersect(other.facts, widening: widening)
    let historyChanged = executed.formUnion(other.executed)
    guard
      locks !== other.locks,
      !other.retaken.isSubset(of: retaken) || !other.taken.isSubset(of: taken)
        || !givenBack.isSubset(of: other.givenBack)
        || !absences.allSatisfy(other.absences.contains)
    else { return factsChanged || historyChanged }
    ownLocks().retaken.formUnion(other.retaken)
    ownLocks().taken.formUnion(other.taken)
    ownLocks().givenBack.formIntersection(other.givenBack)
    forgetAbsences { !other.absences.contains($0) }
    return true
  }

  /// Holds a lock from here on, or holds the caller's again.
  ///
  /// `retakes`: whether it is the caller's again if the caller's was given up. Returns whether it is not.
  mutating func acquire(
    _ use: LockUse, address: ValueID?, ordinal: Int, retakes: Bool = true
  ) -> Bool {
    if retakes, let given = released.lastIndex(of: use) {
      released.remove(at: given)
      ownLocks().retaken.insert(ordinal)
      return false
    }
    ownLocks().taken.insert(ordinal)
    forgetAbsences { $0.resource == use.resource }
    // A lock taken again and again in a loop is held once more for the analysis, not without end.
    let copies = held.count(where: { $0.use.resource == use.resource })
    if !givenBack.isEmpty {
      ownLocks().givenBack.remove(Given(resource: use.resource, address: address))
    }
    if copies < Self.maximumCopies, held.count < Self.maximumHeld {
      held.append(
        HeldResource(use: use, address: address, ordinal: Int32(ordinal), isBorrowed: false))
    }
    return true
  }

  /// Gives up a lock: the one at this address if it is held, else the latest of its class, else the
  /// caller's.
  ///
  /// `isOne`: whether there is only one such lock for the function, so that what it took and has given back
  /// already is not given back again: there is no such path. `ordinal`: the operation, if it surely gives it up.
  mutating func release(
    _ use: LockUse, address: ValueID? = nil, isOne: Bool, by ordinal: Int? = nil
  ) {
    let candidates = held.indices.filter { held[$0].use.resource == use.resource }
    let exact = candidates.last { address != nil && held[$0].address == address }
    if let match = exact ?? candidates.last {
      let entry = held.remove(at: match)
      if let ordinal, let address = entry.address, !entry.isBorrowed {
        lack(
          Absence(
            resource: use.resource, address: address, taken: entry.ordinal, lost: Int32(ordinal)))
      }
      if entry.isBorrowed {
        released.append(entry.use)
      } else if isOne {
        ownLocks().givenBack.insert(Given(resource: use.resource, address: address))
      }
    } else if isOne, givenBack.contains(Given(resource: use.resource, address: address)) {
      return
    } else if released.count(where: { $0 == use }) < Self.maximumCopies,
      released.count < Self.maximumHeld
    {
      released.append(use)
    }
  }

  /// Goes on without a lock for sure.
  mutating func lack(_ absence: Absence) {
    if !absences.contains(absence) { absences.append(absence) }
  }

  /// Goes on without knowing of some locks whether they are held.
  mutating func forgetAbsences(where isOpen: (Absence) -> Bool) {
    if absences.contains(where: isOpen) { absences.removeAll(where: isOpen) }
  }

  private static let maximumCopies = 2
  private static let maximumHeld = 12
}
