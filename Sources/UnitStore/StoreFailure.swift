/// Why a unit could not be stored or read back. The description is what follows the name of the
/// cache in one line.
package enum StoreFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Bytes that no encoder wrote.
  case malformed
  /// The cache cannot be opened, or written to.
  case unusable(reason: String)
  /// The cache's file is no database, or a broken one.
  case damaged(reason: String)

  package var description: String {
    switch self {
    case .malformed: "not an extracted unit of this version"
    case .unusable(let reason): reason
    case .damaged(let reason): "damaged (\(reason))"
    }
  }
}
