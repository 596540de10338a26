import Foundation

/// Finds out, from the text alone, which files include which: without a compiler's search path, so that
/// every file of the right name counts.
package struct IncludeSearch: Sendable {
  private let root: String
  private let overlay: Overlay

  /// - Parameters:
  ///   - root: the absolute top folder that paths are relative to.
  ///   - overlay: texts that stand for files.
  package init(root: String, overlay: Overlay = Overlay()) {
    self.root = root
    self.overlay = overlay
  }

  /// Those of some files that include one of others, directly or through headers among them.
  ///
  /// - Parameters:
  ///   - wanted: paths relative to the root.
  ///   - files: paths relative to the root, headers among them.
  /// - Returns: paths relative to the root.
  /// - Complexity: reads each file once.
  package func includers(of wanted: Set<String>, among files: [String]) -> Set<String> {
    var byName: [String: [(file: String, include: String)]] = [:]
    for file in Set(files) {
      for include in includes(of: file) {
        byName[PathText.name(of: include), default: []].append((file, include))
      }
    }
    var found: Set<String> = []
    var open = Array(wanted)
    while let target = open.popLast() {
      for (file, include) in byName[PathText.name(of: target)] ?? [] {
        let isMeant =
          target == include || target.hasSuffix("/" + Self.withoutParents(include))
        if isMeant, found.insert(file).inserted { open.append(file) }
      }
    }
    return found.subtracting(wanted)
  }

  /// The C files and headers below folders of the tree, relative to it.
  ///
  /// - Parameters:
  ///   - folders: relative to the root; all of it if empty.
  ///   - skipping: folders directly below the root that are left out.
  /// - Returns: paths relative to the root, sorted.
  package func files(below folders: [String], skipping: Set<String> = []) -> [String] {
    var files: [String] = []
    var open = folders.isEmpty ? [""] : folders
    while let folder = open.popLast() {
      guard let stream = opendir(folder.isEmpty ? root : root + "/" + folder) else { continue }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
        }
        guard !name.hasPrefix(".") else { continue }
        let path = folder.isEmpty ? name : folder + "/" + name
        if entry.pointee.d_type == UInt8(DT_DIR) {
          if !(folder.isEmpty && skipping.contains(name)) { open.append(path) }
        } else if name.hasSuffix(".c") || name.hasSuffix(".h") {
          files.append(path)
        }
      }
    }
    return files.sorted()
  }

  /// `../dm.h` is any `dm.h`.
  private static func withoutParents(_ include: String) -> String {
    var rest = Substring(include)
    while rest.hasPrefix("../") || rest.hasPrefix("./") {
      rest = rest.drop { $0 != "/" }.dropFirst()
    }
    return String(rest)
  }

  /// What a file includes, as written.
  private func includes(of file: String) -> [String] {
    let path = root + "/" + file
    if let text = overlay[path] { return Self.includes(in: Data(text.utf8)) }
    return (try? Data(contentsOf: URL(filePath: path))).map(Self.includes(in:)) ?? []
  }

  private static func includes(in data: Data) -> [String] {
    let bytes = [UInt8](data)
    var names: [String] = []
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var offset = 0
      // The C library's search: a whole tree is read this way.
      while let hit = memchr(base + offset, Int32(UInt8(ascii: "#")), buffer.count - offset) {
        offset = base.distance(to: hit.assumingMemoryBound(to: UInt8.self)) + 1
        let line = buffer[offset..<min(offset + 256, buffer.count)].prefix { $0 != 0x0A }
        let words = line.drop { $0 == 0x20 || $0 == 0x09 }
        guard words.starts(with: "include".utf8) else { continue }
        let parts = words.split(
          maxSplits: 2, omittingEmptySubsequences: false,
          whereSeparator: { "\"<>".utf8.contains($0) })
        if parts.count == 3 { names.append(String(decoding: parts[1], as: UTF8.self)) }
      }
    }
    return names
  }
}
