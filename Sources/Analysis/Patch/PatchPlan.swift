import Findings
import Foundation
import KernelTree
import Patches

/// Patches applied to a tree in memory, one after the other, and the part of the tree that must be read
/// to judge them.
struct PatchPlan: Sendable {
  /// One patch, applied.
  struct Step: Sendable {
    let patch: Patch
    /// Its place in the series, from 1.
    let number: Int
    /// The C files and headers that it changes.
    let files: [PatchedFile]
    /// All that is unlike the disk from then on, by path relative to the tree.
    let texts: [String: String?]
  }

  /// How many files that include a changed header are read; there may be thousands.
  private static let maximumIncluders = 40

  /// Folders without units of the kernel.
  private static let foldersWithoutUnits: Set = [
    "Documentation", "tools", "scripts", "samples", "usr", "LICENSES",
  ]

  let root: String
  let base: [String: String?]
  let steps: [Step]
  /// What is worth knowing: fuzz, what was out of sight.
  let notices: [String]
  /// The folders and files to read, relative to the tree; all of it if empty, nothing if nil.
  let scope: [String]?

  /// Those of which there is something to judge.
  var stepsWithCode: [Step] { steps.filter { !$0.files.isEmpty } }

  /// The files as the last patch leaves them, where the disk has others.
  var texts: [String: String] { (steps.last?.texts ?? [:]).compactMapValues { $0 } }

  init(_ request: PatchRequest) throws(PatchFailure) {
    let root = TreeRoot.containing(request.scan.path)
    var tree = PatchedTree(tree: request.scan.path, texts: request.base) {
      path throws(PatchFailure) in
      try Self.text(of: root + "/" + path)
    }
    if request.isApplied {
      for patch in request.series.patches.reversed() { _ = try tree.apply(patch.reversed) }
    }
    base = tree.texts
    var steps: [Step] = []
    var notices: [String] = []
    for (index, patch) in request.series.patches.enumerated() {
      let (files, notes) = try tree.apply(patch)
      notices += notes
      notices += Self.unfollowed(files)
      steps.append(
        Step(
          patch: patch, number: index + 1, files: files.filter { PatchedTree.isCode($0.path) },
          texts: tree.texts))
    }
    self.root = root
    self.steps = steps
    let touched = Set(steps.flatMap(\.files).map(\.path))
    let (scope, unseen) = Self.scope(
      of: touched, root: root, overlay: Self.overlay(tree.texts, root: root))
    let isWhole = scope.contains("") || request.scan.only.contains(".")
    self.scope =
      isWhole ? [] : scope.isEmpty && request.scan.only.isEmpty ? nil : scope + request.scan.only
    self.notices = notices + (isWhole ? [] : unseen)
  }

  /// The scope and the notices on what is outside of it.
  private static func scope(
    of touched: Set<String>, root: String, overlay: Overlay
  ) -> ([String], [String]) {
    let isShared: (String) -> Bool = {
      $0.hasSuffix(".h") && ($0.hasPrefix("include/") || $0.contains("/include/"))
    }
    var folders = Set(touched.filter { !isShared($0) }.map(PathText.parent(of:)))
    // A patch may be about a folder that is not there yet.
    folders = folders.filter { FileManager.default.fileExists(atPath: root + "/" + $0) }
    var files: [String] = []
    var notices: [String] = []
    let shared = touched.filter(isShared).sorted()
    if !shared.isEmpty {
      let search = IncludeSearch(root: root, overlay: overlay)
      let all = search.files(below: [], skipping: foldersWithoutUnits)
      let units = search.includers(of: Set(shared), among: all).filter { path in
        path.hasSuffix(".c") && !folders.contains { PathText.relative(path, to: $0) != nil }
      }.sorted()
      files = Array(units.prefix(maximumIncluders))
      if units.count > files.count {
        notices.append(
          "out of sight: \(units.count - files.count) of \(units.count) files elsewhere that include "
            + "\(shared.joined(separator: ", ")); --only adds folders")
      }
    }
    let scope = folders.sorted().map { $0 == "." ? "" : $0 } + files
    if !folders.isEmpty {
      notices.append(
        "in sight: \(folders.sorted().joined(separator: ", "))"
          + (files.isEmpty ? "" : " and \(files.count) files that include a changed header")
          + "; callers elsewhere are not seen, --only adds folders")
    }
    return (scope, notices)
  }

  /// Changes of the build system that are not followed: the tree is asked as it is.
  private static func unfollowed(_ files: [PatchedFile]) -> [String] {
    let names = files.map(\.path).filter { path in
      ["Makefile", "Kbuild", "Kconfig"].contains { PathText.name(of: path).hasPrefix($0) }
    }
    return names.isEmpty
      ? []
      : ["\(names.joined(separator: ", ")): what the patch changes for the build is not followed"]
  }

  private static func text(of path: String) throws(PatchFailure) -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(file: path)
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// What libclang is to read in place of the files. A header that is gone must not be found.
  static func overlay(_ texts: [String: String?], root: String) -> Overlay {
    var overlay = Overlay()
    for (path, text) in texts where PatchedTree.isCode(path) {
      let removed = path.hasSuffix(".h") ? "#error \(path) is removed by the patch\n" : nil
      if let text = text ?? removed { overlay[root + "/" + path] = text }
    }
    return overlay
  }
}
