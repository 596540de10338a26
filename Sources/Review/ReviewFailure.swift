package import RuleCatalog

/// What is wrong with a baseline or a configuration file. The description is one line that says where,
/// and what to write instead.
package enum ReviewFailure: Error, Hashable, Sendable {
  case unreadable(file: String)
  /// The file is no YAML, or has keys or values that mean nothing.
  case mistake(CatalogFailure)
  /// Made by a newer program.
  case newerVersion(CatalogPlace, version: Int)
  case badFingerprint(CatalogPlace, text: String)
  case badDate(CatalogPlace, text: String)
  /// A suppression that would suppress everything.
  case boundlessSuppression(CatalogPlace)
  case unwritable(file: String)
}

extension ReviewFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let file):
      "\(file): cannot be read: no such file, no permission, or not UTF-8 text"
    case .mistake(let failure):
      failure.description
    case .newerVersion(let place, let version):
      "\(place): version \(version) is of a newer deadlint; this one knows version 1"
    case .badFingerprint(let place, let text):
      "\(place): '\(text)' is no fingerprint: those have sixteen hexadecimal digits"
    case .badDate(let place, let text):
      "\(place): '\(text)' is no date: write it as 2024-12-31"
    case .boundlessSuppression(let place):
      "\(place): a suppression names a rule, a function or a resource, or several of them"
    case .unwritable(let file):
      "\(file): cannot be written; check that its folder exists, its permissions and the disk"
    }
  }
}
