import LockIR
import RuleCatalog

/// A lock that is held whenever a function is called that was handed over.
struct ContractHold: Hashable {
  let key: ResourceKey
  let mode: LockMode
}
