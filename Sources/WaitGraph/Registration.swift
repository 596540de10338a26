import LockIR
import RuleCatalog

/// A place where a function is handed over to be run in a context of its own.
struct Registration: Hashable {
  let function: FunctionID
  let context: CallContext
  let object: ObjectKey?
  /// What the contract of its field says is held when it runs.
  let holds: [ContractHold]
  /// The method of the same table that is called before it, whose locks are held on.
  let after: FunctionID?
  /// The field in which it is told the mask of the allocation that it runs for.
  let mask: FieldKey?
  /// What an allocation has to let reclaim do to get there.
  let needs: ReclaimReach?
  /// Whether nobody else can have the object of its first argument any more.
  let isForLastUser: Bool
}
