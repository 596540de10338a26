/// A tree with patches applied to it, in memory only.
package struct PatchedTree: Sendable {
  /// What the tree has under a path relative to it; nil if it has no such file.
  package typealias Reader = @Sendable (String) throws(PatchFailure) -> String?

  /// What is unlike the tree on the disk: texts by relative path, nil for what is taken away.
  package private(set) var texts: [String: String?]
  private let tree: String
  private let read: Reader

  /// - Parameters:
  ///   - tree: what messages call it.
  ///   - texts: what is unlike the disk from the start.
  ///   - read: reads a file from the disk.
  package init(tree: String, texts: [String: String?] = [:], read: @escaping Reader) {
    self.tree = tree
    self.texts = texts
    self.read = read
  }

  /// Applies a patch as a whole, or not at all.
  ///
  /// - Parameter patch: what to apply.
  /// - Returns: the files that it changes, by path, and what was not quite where it has it.
  /// - Throws: `PatchFailure` that names the first thing in the way.
  package mutating func apply(
    _ patch: Patch
  ) throws(PatchFailure) -> (files: [PatchedFile], notes: [String]) {
    var next = self
    var files: [PatchedFile] = []
    var notes: [String] = []
    for file in patch.files {
      let step = try next.apply(file, of: patch)
      files += step.files
      notes += step.notes
    }
    self = next
    return (files.sorted { $0.path < $1.path }, notes)
  }

  private mutating func apply(
    _ file: FilePatch, of patch: Patch
  ) throws(PatchFailure) -> (files: [PatchedFile], notes: [String]) {
    let paths = try paths(of: file, patch)
    guard !file.isBinary else {
      let name = paths.new ?? paths.old ?? ""
      // A picture in the documentation is nothing to us.
      guard !Self.isCode(name) else { throw .binaryFile(patch: patch.name, file: name) }
      return ([], [])
    }
    var files: [PatchedFile] = []
    var old = ""
    if let path = paths.old {
      guard let text = try text(of: path) else {
        throw .noSuchFile(patch: patch.name, file: path, tree: tree)
      }
      old = text
    }
    let isNew = paths.old != paths.new
    if isNew, let path = paths.new, try text(of: path) != nil {
      throw .alreadyThere(patch: patch.name, file: path)
    }
    var applier = HunkApplier(
      text: old, patch: patch.name, file: paths.old ?? paths.new ?? "")
    try applier.apply(file.hunks)
    if let path = paths.old, isNew, file.move?.isCopy != true {
      texts[path] = .some(nil)
      files.append(PatchedFile(path: path, text: nil, isNew: false, changes: ChangedLines()))
    }
    if let path = paths.new {
      texts[path] = applier.text
      files.append(
        PatchedFile(path: path, text: applier.text, isNew: isNew, changes: applier.changes))
    }
    return (files, applier.notes)
  }

  // MARK: Names

  /// The files of the tree that the patch means. A prefix such as `a/` is taken off, unless the tree
  /// has a file of the name as it stands and none without the prefix.
  private func paths(
    of file: FilePatch, _ patch: Patch
  ) throws(PatchFailure) -> (old: String?, new: String?) {
    if let move = file.move {
      return (
        try inside(move.from, patch), try inside(move.to, patch)
      )
    }
    guard let oldName = file.oldName else {
      let name = file.newName ?? ""
      let strips = if name.hasPrefix("b/") { true } else { try hasPrefix(in: patch) }
      return (nil, try inside(strips ? Self.stripped(name) : name, patch))
    }
    let path = try existing(oldName, patch)
    guard file.newName != nil else { return (path, nil) }
    return (path, path)
  }

  private func existing(_ name: String, _ patch: Patch) throws(PatchFailure) -> String {
    let short = try inside(Self.stripped(name), patch)
    if try text(of: short) != nil { return short }
    let whole = try inside(name, patch)
    return try text(of: whole) == nil ? short : whole
  }

  /// Whether the names of the patch have prefixes, as those of files that are there tell.
  private func hasPrefix(in patch: Patch) throws(PatchFailure) -> Bool {
    for file in patch.files {
      guard let name = file.oldName, file.move == nil else { continue }
      if try text(of: try inside(Self.stripped(name), patch)) != nil { return true }
      if try text(of: try inside(name, patch)) != nil { return false }
    }
    return true
  }

  private static func stripped(_ name: String) -> String {
    guard let slash = name.firstIndex(of: "/") else { return name }
    return String(name[name.index(after: slash)...])
  }

  private func inside(_ path: String, _ patch: Patch) throws(PatchFailure) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.isEmpty, !parts.contains(".."), parts.first != "" else {
      throw .outsideTree(patch: patch.name, file: path)
    }
    return parts.filter { $0 != "." && !$0.isEmpty }.joined(separator: "/")
  }

  /// The file as the patches so far leave it; nil if there is none.
  package func text(of path: String) throws(PatchFailure) -> String? {
    if let known = texts[path] { return known }
    return try read(path)
  }

  /// Whether a file is one that the compiler reads.
  package static func isCode(_ path: String) -> Bool {
    [".c", ".h", ".S", ".inc"].contains { path.hasSuffix($0) }
  }
}
