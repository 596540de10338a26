import Foundation

/// A folder with a `.config`: a build folder, or a tree configured in place.
struct ConfiguredFolder: Hashable, Sendable {
  let root: KernelRoot

  /// Where the build's own files are: equal to the root's path if configured in place.
  let path: String

  /// Whether the folder is one of ours, made in the cache, which we may write to.
  var isOurs = false

  var isInPlace: Bool { path == root.path }

  /// Whether the headers are there that `make prepare` generates; a configuration alone makes only the first.
  var hasHeaders: Bool {
    ["autoconf.h", "asm-offsets.h", "bounds.h", "utsrelease.h"].allSatisfy { name in
      FileManager.default.fileExists(atPath: "\(path)/include/generated/\(name)")
    }
  }

  /// Why sources cannot be read with this folder's headers, or make would write to it even in a dry run, because
  /// it brings the files that it includes up to date first; nil if all is well.
  ///
  /// - Complexity: a look at each Kconfig file's date, some 1,500.
  func unpreparedReason() -> String? {
    let made = path + "/include/config/auto.conf"
    guard let date = Self.date(of: made), hasHeaders else { return "its headers were never made" }
    if let config = Self.date(of: path + "/.config"), config > date {
      return "its .config changed since its headers were made"
    }
    let newer = dependencies.first { file in
      guard let changed = Self.date(of: PathText.absolute(file, in: root.path)) else { return true }
      return changed > date
    }
    return newer.map { "\($0) changed since its headers were made" }
  }

  /// Variables to call make with so that it finds all as it was when the folder was configured: had
  /// the compiler changed, say, it would write the configuration anew.
  func recordedVariables() -> [String] {
    // Each is recorded as: ifneq "$(NAME)" "value".
    let conditions = recorded.split(separator: "\n").filter { $0.hasPrefix("ifneq \"$(") }
    var variables = conditions.compactMap { line -> String? in
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
      guard parts.count == 5 else { return nil }
      let name = parts[1].dropFirst(2).dropLast()
      // The tree's own paths follow from where make runs.
      guard !["srctree", "SRCARCH", "objtree"].contains(name), !parts[3].contains("$") else {
        return nil
      }
      return "\(name)=\(parts[3])"
    }
    if !variables.contains(where: { $0.hasPrefix("ARCH=") }), let architecture {
      variables.append("ARCH=" + architecture)
    }
    return variables
  }

  /// What stops make where a host tool that all objects depend on could not be built.
  func variablesForMissingTools() -> [String] {
    FileManager.default.fileExists(atPath: path + "/tools/objtool/objtool")
      ? [] : ["CONFIG_STACK_VALIDATION=", "CONFIG_OBJTOOL="]
  }

  /// `x86` of the first lines' `# Linux/x86 6.1.192 Kernel Configuration`.
  private var architecture: String? {
    guard let text = try? String(contentsOfFile: path + "/.config", encoding: .utf8) else {
      return nil
    }
    let start = "# Linux/"
    let line = text.split(separator: "\n", maxSplits: 6).first { $0.hasPrefix(start) }
    return line?.dropFirst(start.count).split(separator: " ").first.map(String.init)
  }

  private var recorded: String {
    let file = URL(fileURLWithPath: path + "/include/config/auto.conf.cmd")
    return (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The Kconfig files that the configuration was read from, relative to the tree.
  private var dependencies: [String] {
    recorded.split(separator: "\n")
      .prefix { !$0.hasPrefix("include/config/auto.conf:") }
      .filter { !$0.hasPrefix("deps_config") }
      .map { line in line.filter { $0 != "\\" && !$0.isWhitespace } }
      .filter { !$0.isEmpty && !$0.contains("$") && !$0.hasPrefix("ifneq") }
  }

  private static func date(of file: String) -> Date? {
    try? FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
  }
}
