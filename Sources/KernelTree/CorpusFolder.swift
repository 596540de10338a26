import Foundation

/// C files over headers of their own: the corpus, or any folder or file that no kernel's build
/// system knows.
struct CorpusFolder {
  /// The absolute folder that paths are relative to.
  let root: String

  /// The include folder for files that have none near them.
  let fallbackInclude: String?

  /// All C files below a folder, sorted. Hidden folders and links to folders are not entered.
  static func files(below folder: String) -> [String] {
    let keys: [URLResourceKey] = [.isDirectoryKey, .isSymbolicLinkKey]
    let options: FileManager.DirectoryEnumerationOptions = [.skipsHiddenFiles]
    let walk = FileManager.default.enumerator(
      at: URL(fileURLWithPath: folder), includingPropertiesForKeys: keys, options: options)
    var files: [String] = []
    while let url = walk?.nextObject() as? URL {
      let values = try? url.resourceValues(forKeys: Set(keys))
      if url.pathExtension == "c", values?.isDirectory != true {
        files.append(PathText.absolute(url.path))
      }
    }
    return files.sorted()
  }

  /// The first of some files that includes others and has no include folder of its own, so that it is read with
  /// the fallback.
  func firstWithFallback(of files: [String]) -> String? {
    guard let fallbackInclude else { return nil }
    return files.first { file in
      includeFolders(for: file) == [fallbackInclude]
        && (try? SourceFile.bytes(of: file).range(of: Data("#include".utf8))) != nil
    }
  }

  /// How to parse each file; what cannot be parsed comes with a reason.
  func read(_ files: [String]) -> (commands: [CompileCommand], skipped: [SkippedFile]) {
    var commands: [CompileCommand] = []
    var skipped: [SkippedFile] = []
    for file in files {
      let path = PathText.relative(file, to: root) ?? file
      if let reason = SourceFile.defect(of: file) {
        skipped.append(SkippedFile(file: path, reason: reason))
        continue
      }
      do {
        let version = try RunLine(line: SourceFile.firstLine(of: file) ?? "").kernelVersion
        commands.append(
          CompileCommand(
            path: path, file: file, directory: root, arguments: arguments(for: file),
            kernelVersion: version))
      } catch {
        skipped.append(SkippedFile(file: path, reason: error.description))
      }
    }
    return (commands, skipped)
  }

  private func arguments(for file: String) -> [String] {
    let includes = includeFolders(for: file)
    let name = PathText.name(of: file).dropLast(2).map { $0.isLetter || $0.isNumber ? $0 : "_" }
    var arguments = ["-std=gnu11", "-D__KERNEL__", "-DKBUILD_MODNAME=\"\(String(name))\""]
    // Headers of the system would stand in for kernel headers of the same name.
    if !includes.isEmpty { arguments.append("-nostdlibinc") }
    // They are few: what they leave out is made up by whoever reads the file.
    arguments.append("-DDEADLINT_STAND_INS")
    arguments += includes.map { "-I" + $0 }
    return arguments + ["-w", "-ferror-limit=0"]
  }

  /// The `include` folders beside the file and above it, the nearest first, up to the scanned
  /// folder or the top of the repository.
  private func includeFolders(for file: String) -> [String] {
    let folders = PathText.ancestors(from: PathText.parent(of: file))
    let top =
      folders.firstIndex { FileManager.default.fileExists(atPath: $0 + "/.git") }
      ?? folders.firstIndex(of: root)
    let near = top.map { folders.prefix(through: $0) } ?? []
    let found = near.map { $0 + "/include" }.filter(Self.isFolder)
    return found.isEmpty ? [fallbackInclude].compactMap(\.self).filter(Self.isFolder) : found
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
