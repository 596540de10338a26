import Extraction
import KernelTree
import LockIR
import Synchronization
import UnitStore

/// Does jobs in this process, for any number of threads.
final class UnitExtraction: Sendable {
  /// What all units of a run have in common.
  struct Settings: Sendable {
    /// The folders that paths are made relative to.
    let roots: [String]
    let macroConstants: [String]
    /// Texts that stand for files.
    let texts: [String: String]
  }

  private let settings: Settings
  private let scans = ScanTable()
  private let uses = Mutex<[Int: HeaderUse]>([:])

  init(_ settings: Settings) {
    self.settings = settings
  }

  /// Makes a header known by a number.
  func add(_ header: PrecompiledHeader, as number: Int) {
    let use = HeaderUse(header, scans: scans)
    uses.withLock { $0[number] = use }
  }

  func run(_ job: UnitJob) -> UnitJob.Outcome {
    do throws(ExtractionFailure) {
      switch job {
      case .header(let request, let path):
        return .header(try HeaderBuilder().build(request, to: path))
      case .unit(let command, let header):
        return .unit(try read(command, header.flatMap { number in uses.withLock { $0[number] } }))
      }
    } catch {
      return .failure(error.reason)
    }
  }

  private func read(
    _ command: CompileCommand, _ header: HeaderUse?
  ) throws(ExtractionFailure) -> UnitJob.FreshUnit {
    let begun = UnitCache.now()
    let request = ExtractionRequest(
      file: command.file, arguments: command.arguments, workingDirectory: command.directory,
      roots: settings.roots, unsavedFiles: settings.texts,
      macroConstants: settings.macroConstants)
    let extracted = try UnitExtractor().read(request, with: header)
    return UnitJob.FreshUnit(
      unit: EncodedUnit(extracted.unit), files: extracted.filesRead, begun: begun,
      missing: MissingHeaders.places(
        extracted.unit.diagnostics, command, roots: settings.roots))
  }
}

extension ExtractionFailure {
  /// The failure without the file, which the report names beside it.
  fileprivate var reason: String {
    switch self {
    case .unreadable: "cannot be read: check that it is there and readable"
    case .parserCrashed: "libclang crashed on it: the rest of the run is complete"
    case .rejected(_, let code): "libclang refuses its compiler options (error \(code))"
    case .notSaved(_, let code): "its precompiled header cannot be written (error \(code))"
    case .noThread: "no memory for a thread to read it: use fewer --jobs"
    }
  }
}
