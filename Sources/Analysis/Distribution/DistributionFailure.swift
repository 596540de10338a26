/// Why units cannot be read elsewhere, or not be put together. The description is one line that says
/// what to do.
package enum DistributionFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(file: String)
  case unwritable(file: String)
  case noRecipe(file: String)
  /// Neither a unit nor a plan, or one of another version, or a damaged one.
  case noUnit(file: String)
  /// Units of different scans.
  case mixed(file: String, other: String)
  case noUnits

  package var description: String {
    switch self {
    case .unreadable(let file): "\(file): cannot be read: check that it is there and readable"
    case .unwritable(let file): "\(file): cannot be written: no space, or no permission"
    case .noRecipe(let file): "\(file): no recipe of a unit: 'deadlint plan' writes them"
    case .noUnit(let file):
      "\(file): no unit that this version has written, or a damaged one: extract it again"
    case .mixed(let file, let other):
      "\(file): belongs to another scan than \(other): link the files of one plan"
    case .noUnits: "there is no unit among the files: name those that 'deadlint extract' wrote"
    }
  }
}
