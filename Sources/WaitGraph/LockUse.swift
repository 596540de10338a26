package import RuleCatalog

/// A lock (or section) in the mode in which it is held, asked for or given up.
package struct LockUse: Hashable, Sendable {
  package let resource: ResourceID
  package let mode: LockMode

  package init(resource: ResourceID, mode: LockMode) {
    self.resource = resource
    self.mode = mode
  }
}
