import KernelTree
import RuleCatalog

/// What a scan has parsed, and all that is needed to look for findings in it.
struct Reading: Sendable {
  let request: ScanRequest
  let catalog: Catalog
  let description: TreeDescription
  let units: UnitSet

  /// The same with other units.
  func with(units: UnitSet) -> Reading {
    Reading(request: request, catalog: catalog, description: description, units: units)
  }
}
