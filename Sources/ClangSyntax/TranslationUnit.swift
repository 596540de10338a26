internal import CLibclang
import Foundation

/// A parsed C file with everything that it includes.
///
/// Keeps its index alive; cursors keep their unit alive.
package final class TranslationUnit {
  let raw: CXTranslationUnit
  /// Disposing of an index before its units is an error in libclang.
  private let index: Index
  private let workingDirectory: String?
  private let unsavedTexts: [String: String]
  /// Not from libclang, which goes through all macro expansions, those of a precompiled header too, each
  /// time that it is asked for a file's text.
  private var contents: [CXFile: ContiguousArray<UInt8>] = [:]

  /// Parses a file. Errors in its text do not fail: see `diagnostics`.
  ///
  /// - Parameters:
  ///   - path: the file to parse.
  ///   - arguments: compiler options, without a compiler name and without the file.
  ///   - unsavedFiles: texts that replace files.
  ///   - isForSaving: whether the unit is a header that will be saved as a precompiled one.
  ///   - index: the index that the unit belongs to.
  /// - Throws: `ParseFailure` if there is no unit at all.
  package init(
    parsing path: String, arguments: [String], unsavedFiles: [UnsavedFile] = [],
    isForSaving: Bool = false, index: Index
  ) throws(ParseFailure) {
    var unit: CXTranslationUnit?
    var options = CXTranslationUnit_KeepGoing.rawValue
    if isForSaving {
      options |= CXTranslationUnit_ForSerialization.rawValue | CXTranslationUnit_Incomplete.rawValue
    }
    let code = withCStrings(arguments) { arguments in
      withCXUnsavedFiles(unsavedFiles) { files in
        clang_parseTranslationUnit2(
          index.raw, path, arguments.baseAddress, Int32(arguments.count), files.baseAddress,
          UInt32(files.count), options, &unit)
      }
    }
    guard code == CXError_Success, let unit else {
      if code == CXError_Crashed { throw .crashed(path: path) }
      throw .rejected(path: path, code: UInt32(code.rawValue))
    }
    raw = unit
    self.index = index
    unsavedTexts = Dictionary(unsavedFiles.map { ($0.path, $0.text) }) { $1 }
    workingDirectory = arguments.lastIndex(of: "-working-directory").flatMap {
      $0 + 1 < arguments.count ? arguments[$0 + 1] : nil
    }
  }

  deinit {
    clang_disposeTranslationUnit(raw)
  }

  /// Writes the unit to a file that `-include-pch` reads.
  ///
  /// - Throws: `ParseFailure.notSaved`, also if the unit has errors.
  package func save(to path: String) throws(ParseFailure) {
    let code = clang_saveTranslationUnit(raw, path, clang_defaultSaveOptions(raw))
    if code != CXSaveError_None.rawValue { throw .notSaved(path: path, code: UInt32(code)) }
  }

  /// The text of a file.
  func contents(of file: CXFile) -> ContiguousArray<UInt8> {
    if let known = contents[file] { return known }
    let text = text(named: String(consuming: clang_getFileName(file)))
    contents[file] = text
    return text
  }

  private func text(named name: String) -> ContiguousArray<UInt8> {
    let path = name.hasPrefix("/") ? name : workingDirectory.map { "\($0)/\(name)" } ?? name
    if let text = unsavedTexts[name] ?? unsavedTexts[path] { return ContiguousArray(text.utf8) }
    return ContiguousArray(FileManager.default.contents(atPath: path) ?? Data())
  }

  /// The files that the parser opened, the main file first; without those that are part of a precompiled header.
  package var inclusions: [Inclusion] {
    let gathered = InclusionList(of: raw)
    withExtendedLifetime(gathered) {
      clang_getInclusions(
        raw,
        { file, stack, depth, context in
          guard let file, let context else { return }
          var includer: CXFile?
          if depth > 0, let stack {
            clang_getExpansionLocation(stack[0], &includer, nil, nil, nil)
          }
          Unmanaged<InclusionList>.fromOpaque(context).takeUnretainedValue()
            .append(file, from: includer)
        }, Unmanaged.passUnretained(gathered).toOpaque())
    }
    return gathered.inclusions
  }

  /// The cursor whose children are the top-level declarations.
  package var root: Cursor { Cursor(clang_getTranslationUnitCursor(raw), in: self) }

  /// What the parser complained about, in source order.
  package var diagnostics: [Diagnostic] {
    (0..<clang_getNumDiagnostics(raw)).compactMap { index in
      clang_getDiagnostic(raw, index).map { Diagnostic(takingOwnershipOf: $0, in: self) }
    }
  }
}

/// Carries files out of libclang's visitor.
private final class InclusionList {
  private let unit: CXTranslationUnit
  private(set) var inclusions: [Inclusion] = []

  init(of unit: CXTranslationUnit) { self.unit = unit }

  func append(_ file: CXFile, from includer: CXFile?) {
    inclusions.append(
      Inclusion(
        file: String(consuming: clang_getFileName(file)),
        includer: includer.map { String(consuming: clang_getFileName($0)) },
        isGuarded: clang_isFileMultipleIncludeGuarded(unit, file) != 0))
  }
}

/// Calls `body` with the strings as an array of C strings that lives as long as the call.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
  var bytes: [CChar] = []
  var offsets: [Int] = []
  for string in strings {
    offsets.append(bytes.count)
    bytes.append(contentsOf: string.utf8.map { CChar(bitPattern: $0) })
    bytes.append(0)
  }
  return bytes.withUnsafeBufferPointer { buffer in
    let pointers = offsets.map { offset in buffer.baseAddress.map { $0 + offset } }
    return pointers.withUnsafeBufferPointer(body)
  }
}

/// Calls `body` with the files as libclang wants them.
private func withCXUnsavedFiles<Result>(
  _ files: [UnsavedFile], _ body: (UnsafeMutableBufferPointer<CXUnsavedFile>) -> Result
) -> Result {
  withCStrings(files.flatMap { [$0.path, $0.text] }) { strings in
    var unsaved = files.enumerated().map { index, file in
      CXUnsavedFile(
        Filename: strings[2 * index], Contents: strings[2 * index + 1],
        Length: UInt(file.text.utf8.count))
    }
    return unsaved.withUnsafeMutableBufferPointer { body($0) }
  }
}
