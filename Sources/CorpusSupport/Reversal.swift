import Foundation
import Yams

/// A fix taken out of a real tree again, so that an analysis can be tried on the documented defect in
/// its real surroundings. It is made of edits that find their places by names and short patterns, so
/// none of the tree's own text is kept here; the tree is not written to.
package struct Reversal: Hashable, Sendable, Codable {
  /// The name of its file, in kebab case.
  package let id: String
  /// What the fix was, and what comes back without it.
  package let story: String
  /// The folders and files, relative to the tree, that must be read to see it.
  package let scope: [String]
  /// In the order in which they are made.
  package let edits: [ReversalEdit]
  /// What must be reported that the untouched tree has not; nothing at all if empty.
  package let findings: [ExpectedFinding]

  package init(
    id: String, story: String, scope: [String], edits: [ReversalEdit],
    findings: [ExpectedFinding]
  ) {
    self.id = id
    self.story = story
    self.scope = scope
    self.edits = edits
    self.findings = findings
  }

  /// Reads a reversal's file.
  ///
  /// - Throws: `CorpusFailure` if it is not there, is no such YAML, or is not named after its id.
  package init(file: String) throws(CorpusFailure) {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw .unreadable(file: file)
    }
    do {
      self = try YAMLDecoder().decode(Reversal.self, from: data)
    } catch {
      throw .badReversal(file: file, reason: "\(error)")
    }
    guard file.split(separator: "/").last == "\(id).yaml" else {
      throw .badReversal(file: file, reason: "the id \(id) is not the name of the file")
    }
  }

  /// All reversals of a folder, in the order of their ids.
  package static func all(in folder: String) throws(CorpusFailure) -> [Reversal] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw .unreadable(file: folder)
    }
    var reversals: [Reversal] = []
    for name in names.sorted() where name.hasSuffix(".yaml") {
      reversals.append(try Reversal(file: folder + "/" + name))
    }
    return reversals
  }

  /// The files of a tree as they are without the fix.
  ///
  /// - Parameter tree: the folder of the kernel's sources.
  /// - Returns: texts by absolute path.
  /// - Throws: `CorpusFailure` if a place of an edit is not as it must be.
  package func overlay(tree: String) throws(CorpusFailure) -> [String: String] {
    let root = URL(fileURLWithPath: tree).standardizedFileURL.path
    var texts: [String: String] = [:]
    for edit in edits {
      let path = root + "/" + edit.file
      let text = if let known = texts[path] { known } else { try Self.text(of: path) }
      texts[path] = try edit.apply(to: text, reversal: id)
    }
    return texts
  }

  private static func text(of path: String) throws(CorpusFailure) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(file: path)
    }
    return String(decoding: data, as: UTF8.self)
  }
}
