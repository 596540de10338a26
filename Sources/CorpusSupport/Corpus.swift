import Foundation

/// All C files of a corpus folder, whose sub-folders are named after the rules that own them.
package struct Corpus: Hashable, Sendable {
  /// Sorted by path.
  package let files: [CorpusFile]

  package init(files: [CorpusFile]) {
    self.files = files.sorted { $0.path < $1.path }
  }

  /// Reads every `.c` file below a folder, at any depth.
  ///
  /// - Throws: `CorpusFailure` for the first file, in the order of paths, that has a mistake.
  package init(folder: String) throws(CorpusFailure) {
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
      throw .unreadable(file: folder)
    }
    let paths = names.filter { $0.hasSuffix(".c") }.sorted()
    var files: [CorpusFile] = []
    for path in paths { files.append(try CorpusFile(path: path, in: folder)) }
    self.init(files: files)
  }

  /// The files of one rule's own folder.
  package func files(of rule: String) -> [CorpusFile] {
    files.filter { $0.path.hasPrefix(rule + "/") }
  }
}
