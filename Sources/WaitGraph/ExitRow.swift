/// One way in which a function returns: what it gives back, and how that changes what is held.
struct ExitRow: Hashable, Sendable {
  let acquired: [LockUse]
  let released: [LockUse]
  let value: AbstractValue
}
