import ClangSyntax
import Foundation
package import LockIR

/// Turns a C file into what the analysis sees of it.
///
/// Has no state: one extractor serves any number of threads. An extraction blocks its caller while
/// a thread with a large stack does the work.
package struct UnitExtractor: Sendable {
  private let stack: LargeStack

  /// - Parameter stackSize: in bytes; only what is touched takes memory.
  package init(stackSize: Int = 512 << 20) {
    stack = LargeStack(size: stackSize)
  }

  /// Parses a file and lowers its functions and those of headers that they reach.
  ///
  /// - Throws: `ExtractionFailure` if there is no unit at all. A text with errors gives a unit of
  ///   what could be parsed, with diagnostics.
  package func extract(_ request: ExtractionRequest) throws(ExtractionFailure) -> LockIR.Unit {
    let result = stack.run { Self.extractHere(request) }
    guard let result else { throw .noThread(path: request.file) }
    return try result.get()
  }

  private static func extractHere(
    _ request: ExtractionRequest
  ) -> Result<LockIR.Unit, ExtractionFailure> {
    guard
      let text = request.unsavedFiles[request.file]
        ?? (FileManager.default.contents(atPath: request.file)).map({
          String(decoding: $0, as: UTF8.self)
        })
    else { return .failure(.unreadable(path: request.file)) }
    let probe = MacroProbe(names: request.macroConstants, text: text)
    var unsaved = request.unsavedFiles
    if !request.macroConstants.isEmpty { unsaved[request.file] = probe.text }
    do throws(ParseFailure) {
      let unit = try TranslationUnit(
        parsing: request.file,
        arguments: request.arguments + ["-working-directory", request.workingDirectory]
          + leniency,
        unsavedFiles: unsaved.sorted { $0.key < $1.key }.map {
          UnsavedFile(path: $0.key, text: $0.value)
        },
        index: Index())
      return .success(UnitLowering(unit: unit, request: request, probe: probe).lower())
    } catch {
      return switch error {
      case .crashed(let path): .failure(.parserCrashed(path: path))
      case .rejected(let path, let code): .failure(.rejected(path: path, code: code))
      }
    }
  }

  /// What gcc takes, an older kernel relies on and clang made an error.
  private static let leniency = [
    "-w", "-Wno-error", "-Wno-implicit-function-declaration", "-Wno-implicit-int",
    "-Wno-int-conversion", "-Wno-incompatible-pointer-types",
    "-Wno-incompatible-function-pointer-types", "-Wno-return-type", "-Wno-strict-prototypes",
    "-Wno-designated-init", "-Wno-date-time", "-Wno-unknown-warning-option",
    "-Wno-gnu-variable-sized-type-not-at-end", "-Wno-initializer-overrides", "-ferror-limit=0",
  ]
}
