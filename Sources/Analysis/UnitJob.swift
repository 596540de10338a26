import Extraction
import KernelTree
import UnitStore

/// Something that a worker does, and what comes of it.
enum UnitJob: Sendable {
  /// Reads a unit, with the header of that number if there is one.
  case unit(CompileCommand, header: Int?)
  /// Precompiles a header to a path.
  case header(HeaderBuilder.Request, path: String)

  enum Outcome: Sendable {
    case unit(FreshUnit)
    case header(PrecompiledHeader)
    /// Why there is neither, in words that follow the name of the file.
    case failure(String)
  }

  /// A unit just read from its source.
  struct FreshUnit: Sendable {
    let unit: EncodedUnit
    /// The absolute paths of the files that it was made of.
    let files: [String]
    /// A time at which none of them had been read.
    let begun: Int64
    /// The absolute paths at which the unit would have found a file that it lacks.
    let missing: [String]
  }
}
