import ClangSyntax
import Foundation
package import LockIR

/// Turns a C file into what the analysis sees of it.
///
/// Has no state: one extractor serves any number of threads. An extraction blocks its caller while
/// a thread with a large stack does the work.
package struct UnitExtractor: Sendable {
  /// Tells extractions apart that may give different units for the same text: raise the number with
  /// each change of this target or of `LockIR` that does.
  package static var version: String { "7, " + Index.libraryVersion }

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
    try read(request).unit
  }

  /// The same, with the files that the unit was made of.
  ///
  /// - Throws: `ExtractionFailure` if there is no unit at all.
  package func read(_ request: ExtractionRequest) throws(ExtractionFailure) -> ExtractedUnit {
    let result = stack.run { Self.extractHere(request) }
    guard let result else { throw .noThread(path: request.file) }
    return try result.get()
  }

  /// The same unit, read with a precompiled header where that changes nothing.
  ///
  /// - Throws: `ExtractionFailure` if there is no unit at all.
  package func read(
    _ request: ExtractionRequest, with header: HeaderUse?
  ) throws(ExtractionFailure) -> ExtractedUnit {
    if let header {
      let result = stack.run { Self.extractHere(request, with: header) }
      if let unit = result ?? nil { return unit }
    }
    return try read(request)
  }

  private static func extractHere(
    _ request: ExtractionRequest
  ) -> Result<ExtractedUnit, ExtractionFailure> {
    guard let text = text(of: request) else { return .failure(.unreadable(path: request.file)) }
    do throws(ParseFailure) {
      let probe = MacroProbe(names: request.macroConstants, text: text)
      let lowering = try parse(request, probe)
      let unit = lowering.lower()
      guard request.isPrecompiled, !lowering.missingFunctions.isEmpty else {
        return .success(ExtractedUnit(unit: unit, filesRead: lowering.filesRead()))
      }
      // What comes from a precompiled header is not listed, only found where it is referred to.
      let widerProbe = MacroProbe(
        names: request.macroConstants, functions: lowering.missingFunctions.sorted(), text: text)
      let wider = try parse(request, widerProbe)
      return .success(ExtractedUnit(unit: wider.lower(), filesRead: wider.filesRead()))
    } catch {
      return .failure(ExtractionFailure(error))
    }
  }

  private static func extractHere(
    _ request: ExtractionRequest, with header: HeaderUse
  ) -> ExtractedUnit? {
    guard let text = text(of: request) else { return nil }
    let scan = SourceScan(of: text)
    guard header.maySuit(request, scan) else { return nil }
    var precompiled = request
    precompiled.arguments += ["-include-pch", header.header.path]
    guard case .success(let unit) = extractHere(precompiled) else { return nil }
    return header.approved(unit, file: request.file, scan)
  }

  private static func parse(
    _ request: ExtractionRequest, _ probe: MacroProbe
  ) throws(ParseFailure) -> UnitLowering {
    let plain = try parse(request, text: probe.lastLine == .max ? nil : probe.text)
    guard request.mayInvent else {
      return UnitLowering(unit: plain, request: request, probe: probe)
    }
    let unit = try parse(request, inventing: probe, instead: plain)
    return UnitLowering(unit: unit, request: request, probe: probe)
  }

  private static func parse(
    _ request: ExtractionRequest, text: String?, header: (path: String, text: String)? = nil
  ) throws(ParseFailure) -> TranslationUnit {
    var request = request
    if let text { request.unsavedFiles[request.file] = text }
    if let header { request.unsavedFiles[header.path] = header.text }
    return try TranslationUnit(
      parsing: request.file, arguments: arguments(of: request), unsavedFiles: files(of: request),
      index: Index())
  }

  /// Parses a file again with declarations of what was missed, which shows what else is missed, as long as
  /// there is something new.
  ///
  /// - Returns: the unit with the fewest errors.
  private static func parse(
    _ request: ExtractionRequest, inventing probe: MacroProbe, instead plain: TranslationUnit
  ) throws(ParseFailure) -> TranslationUnit {
    var invention = Invention(text: probe.text)
    var best = (unit: plain, errors: errors(of: plain, probe))
    var last = best.errors
    for _ in 0..<mostInventions {
      guard invention.learn(from: last),
        let text = InventedText(probe.text, of: request.file, with: invention)
      else { break }
      let unit = try parse(request, text: text.text, header: text.header)
      last = errors(of: unit, probe)
      if last.count < best.errors.count { best = (unit, last) }
    }
    return best.unit
  }

  /// How often a file is read again.
  private static let mostInventions = 8

  /// What is wrong with a file's own text.
  private static func errors(
    of unit: TranslationUnit, _ probe: MacroProbe
  ) -> [ClangSyntax.Diagnostic] {
    unit.diagnostics.filter { diagnostic in
      guard [.error, .fatal].contains(diagnostic.severity) else { return false }
      let line = diagnostic.location.filePosition?.line ?? 0
      return !diagnostic.location.isInMainFile || line <= probe.lastLine
    }
  }

  private static func text(of request: ExtractionRequest) -> String? {
    if let text = request.unsavedFiles[request.file] { return text }
    return FileManager.default.contents(atPath: request.file).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private static func files(of request: ExtractionRequest) -> [UnsavedFile] {
    request.unsavedFiles.sorted { $0.key < $1.key }.map {
      UnsavedFile(path: $0.key, text: $0.value)
    }
  }

  private static func arguments(of request: ExtractionRequest) -> [String] {
    request.arguments + ["-working-directory", request.workingDirectory] + leniency
  }

  static func options(of request: HeaderBuilder.Request) -> [String] {
    request.arguments + ["-xc-header", "-working-directory", request.workingDirectory] + leniency
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

extension ExtractionRequest {
  /// Whether a precompiled header is read first.
  fileprivate var isPrecompiled: Bool { arguments.contains("-include-pch") }

  /// Whether the headers at hand are a few that stand in for a kernel's.
  fileprivate var mayInvent: Bool { arguments.contains("-DDEADLINT_STAND_INS") }
}

extension ExtractionFailure {
  init(_ failure: ParseFailure) {
    self =
      switch failure {
      case .crashed(let path): .parserCrashed(path: path)
      case .rejected(let path, let code): .rejected(path: path, code: code)
      case .notSaved(let path, let code): .notSaved(path: path, code: code)
      }
  }
}
