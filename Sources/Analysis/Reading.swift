import KernelTree
import RuleCatalog

/// What a scan has parsed, and all that is needed to look for findings in it.
struct Reading: Sendable {
  let request: ScanRequest
  let catalog: Catalog
  let description: TreeDescription
  /// In the order of the description's commands.
  let outcomes: [UnitReader.Outcome]

  /// The same with other units.
  func with(outcomes: [UnitReader.Outcome]) -> Reading {
    Reading(request: request, catalog: catalog, description: description, outcomes: outcomes)
  }
}
