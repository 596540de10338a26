import LockIR

/// A precompiled header with all that is needed to tell whether a unit may be read with it.
package final class HeaderUse: Sendable {
  let header: PrecompiledHeader
  private let index: HeaderIndex
  private let files: Set<String>
  private let scans: ScanTable

  /// - Parameters:
  ///   - header: the header.
  ///   - scans: what files say, shared by several headers.
  /// - Complexity: linear in the size of the header's files.
  package init(_ header: PrecompiledHeader, scans: ScanTable) {
    self.header = header
    self.scans = scans
    files = Set(header.inclusions.map(\.file))
    index = HeaderIndex(header) { scans.scan(of: $0) }
  }

  /// Whether a unit is worth an attempt: nothing that it says before it includes something concerns
  /// the header.
  func maySuit(_ request: ExtractionRequest, _ text: SourceScan) -> Bool {
    index.mayPrecede(text) && files.isDisjoint(with: request.unsavedFiles.keys)
  }

  /// The unit as it would be without the header; nil if it might be another one.
  ///
  /// `extracted`: what was read with the header. `file`: the main file. `text`: what the main
  /// file says.
  func approved(_ extracted: ExtractedUnit, file: String, _ text: SourceScan) -> ExtractedUnit? {
    guard extracted.unit.diagnostics.isEmpty else { return nil }
    var own = [(path: file, scan: text)]
    for path in extracted.filesRead where path != file && !files.contains(path) {
      guard let scan = scans.scan(of: path) else { return nil }
      own.append((path, scan))
    }
    let walk = HeaderWalk(index, own: own)
    let isRead = walk.isRead
    let words = SourceScan.words(of: own.map(\.scan)) { index.names($0) }
    guard !walk.isOutOfOrder, !index.hidesAny(of: words, from: isRead) else { return nil }
    // The macros that were asked for stand in text of our own, which no scan has seen.
    let unit = extracted.unit.keepingConstants { name in
      !index.hides(SourceScanner.hash(of: name.utf8), from: isRead)
    }
    return ExtractedUnit(
      unit: unit, filesRead: Set(extracted.filesRead + index.paths(isRead)).sorted())
  }
}

extension Unit {
  /// The same with fewer values of macros.
  fileprivate func keepingConstants(_ isKept: (String) -> Bool) -> Unit {
    Unit(
      path: path, names: names, functions: functions, globals: globals, initializers: initializers,
      macroConstants: macroConstants.filter { isKept($0.key) }, diagnostics: diagnostics)
  }
}
