package import Foundation

/// Reads vocabulary and rules: those that ship with deadlint, then the user's, which replace shipped
/// ones of the same name.
///
/// A folder is the registry: every `*.yaml` in it is a rule, every `*.yaml` in its `vocabulary` folder
/// a vocabulary file.
package struct CatalogLoader: Sendable {
  private let folder: URL
  /// How messages name the folder.
  private let name: String

  /// Reads the shipped folder, a resource of this module.
  package init() {
    folder = Bundle.module.bundleURL.appending(path: "Rules")
    name = "Rules"
  }

  /// Reads another folder in place of the shipped one.
  package init(folder: URL) {
    self.folder = folder
    name = folder.relativePath
  }

  /// Reads everything.
  ///
  /// - Parameters:
  ///   - vocabulary: paths of the user's vocabulary files; later ones replace entries of earlier ones.
  ///   - rules: paths of the user's rule folders; a `vocabulary` folder in one of them is read too.
  /// - Returns: the catalogue, whose order depends on names only.
  /// - Throws: the first mistake, in the order of the files' names.
  package func load(
    vocabulary: [String] = [], rules: [String] = []
  ) throws(CatalogFailure) -> Catalog {
    var builder = VocabularyBuilder()
    var found: [String: Rule] = [:]
    var texts: [String] = []
    try read(folder, named: name, vocabulary: &builder, rules: &found, &texts)
    for path in rules {
      let url = URL(filePath: path)
      try read(url, named: path, vocabulary: &builder, rules: &found, &texts)
    }
    for path in vocabulary {
      let text = try Self.text(of: URL(filePath: path), named: path)
      texts.append(text)
      builder.add(try VocabularyFile(text, file: path))
    }
    return Catalog(
      vocabulary: try builder.vocabulary(folder: "\(name)/vocabulary"),
      rules: found.values.sorted { $0.id < $1.id }, texts: texts)
  }

  private func read(
    _ folder: URL, named name: String, vocabulary: inout VocabularyBuilder,
    rules: inout [String: Rule], _ texts: inout [String]
  ) throws(CatalogFailure) {
    let words = folder.appending(path: "vocabulary")
    if FileManager.default.fileExists(atPath: words.path) {
      for file in try Self.files(in: words, named: "\(name)/vocabulary") {
        let path = "\(name)/vocabulary/\(file)"
        let text = try Self.text(of: words.appending(path: file), named: path)
        texts.append(text)
        vocabulary.add(try VocabularyFile(text, file: path))
      }
    }
    for file in try Self.files(in: folder, named: name) {
      let path = "\(name)/\(file)"
      let text = try Self.text(of: folder.appending(path: file), named: path)
      texts.append(text)
      let rule = try Rule(text, file: path, named: String(file.dropLast(".yaml".count)))
      rules[rule.id] = rule
    }
  }

  /// The names of the YAML files in a folder, sorted.
  private static func files(in folder: URL, named name: String) throws(CatalogFailure) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
    } catch {
      throw .unreadable(file: name, reason: "no such folder, or no permission")
    }
  }

  private static func text(of file: URL, named name: String) throws(CatalogFailure) -> String {
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw .unreadable(file: name, reason: "no such file, or no permission")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw .unreadable(file: name, reason: "not UTF-8 text")
    }
    return text
  }
}
