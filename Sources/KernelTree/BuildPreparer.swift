import Foundation

/// Makes build folders of our own: a configuration and the generated headers, outside the tree.
struct BuildPreparer {
  let root: KernelRoot
  let environment: [String: String]
  let cacheDirectory: String
  let report: @Sendable (TreeEvent) -> Void

  /// Raised when folders made by an older version are no longer good.
  private static let recipe = 1

  /// The file that says a folder is complete, and for what.
  private static let stampName = ".deadlint-prepared"

  /// The file that lists the goals whose generated sources are there.
  private static let generatedName = ".deadlint-generated"

  private static var jobs: String { "-j\(ProcessInfo.processInfo.activeProcessorCount)" }

  /// What a folder is prepared for.
  struct Configuration: Hashable, Sendable {
    /// A goal of make, or the text of a `.config`.
    enum Base: Hashable, Sendable {
      case goal(String)
      case text(String)
    }

    let base: Base
    let settings: [KernelConfig.Setting]
  }

  /// A prepared folder for the configuration, made now or found from an earlier run.
  ///
  /// - Throws: `KernelTreeFailure` if the tree is not clean, a tool is missing, the configuration
  ///   or one of its options is unknown, or make fails.
  func folder(for configuration: Configuration) async throws(KernelTreeFailure) -> ConfiguredFolder
  {
    if root.isConfiguredInPlace { throw .treeNotClean(tree: root.path) }
    let key = key(of: configuration)
    let path = "\(cacheDirectory)/builds/\(StableHash.hex(key))"
    let prepared = ConfiguredFolder(root: root, path: path, isOurs: true)
    try Self.createFolder(PathText.parent(of: path))
    let lock = try await lock(path)
    defer { withExtendedLifetime(lock) {} }

    if (try? String(contentsOfFile: path + "/" + Self.stampName, encoding: .utf8)) == key {
      report(.reusing(folder: path))
      return prepared
    }
    let toolchain = Toolchain(environment: environment)
    let missing = toolchain.missing(of: toolchain.forPreparing(root.version))
    if !missing.isEmpty { throw .missingTools(missing) }

    try? FileManager.default.removeItem(atPath: path)
    try Self.createFolder(path)
    do {
      try await configure(configuration, in: path)
      try await prepare(path)
      try Self.write(key, to: path + "/" + Self.stampName)
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw error
    }
    return prepared
  }

  private func configure(
    _ configuration: Configuration, in folder: String
  ) async throws(KernelTreeFailure) {
    let kbuild = Kbuild(root: root, environment: environment)
    let file = folder + "/.config"
    switch configuration.base {
    case .text(let text):
      report(.configuring("the given configuration", folder: folder))
      try Self.write(text, to: file)
    case .goal(let name):
      report(.configuring(name, folder: folder))
      let outcome = try await kbuild.make([name], into: folder)
      if !outcome.succeeded {
        let unknown = ["No rule to make target", "Can't find default configuration"].contains {
          outcome.complaint.contains($0)
        }
        throw unknown
          ? .unknownConfiguration(name, tree: root.path)
          : .preparationFailed(tree: root.path, output: outcome.complaint)
      }
      if configuration.settings.isEmpty { return }
    }
    var config = KernelConfig(try Self.read(file))
    config.apply(configuration.settings)
    try Self.write(config.text, to: file)
    // Takes the default for all that is not said; the name it had before 3.7 came with the same.
    let goal = root.version >= TreeVersion(major: 3, minor: 7) ? "olddefconfig" : "oldnoconfig"
    let outcome = try await kbuild.make([goal], into: folder)
    if !outcome.succeeded {
      throw .preparationFailed(tree: root.path, output: outcome.complaint)
    }
    try check(configuration.settings, took: KernelConfig(try Self.read(file)))
  }

  /// Every option must exist; one that another option keeps from its value is worth a warning.
  private func check(
    _ settings: [KernelConfig.Setting], took config: KernelConfig
  ) throws(KernelTreeFailure) {
    for setting in settings {
      let value = config.value(of: setting.name)
      if !config.mentions(setting.name), !KconfigFiles(root: root.path).define(setting.name) {
        throw .unknownOption(setting.name, tree: root.path)
      }
      let isOff = value == nil || value == "n"
      if setting.value == nil || setting.value == "n", !isOff {
        report(.warning("CONFIG_\(setting.name) stays on: another option selects it"))
      } else if setting.value != nil, setting.value != "n", isOff {
        report(.warning("CONFIG_\(setting.name) stays off: an option that it depends on is off"))
      }
    }
  }

  /// Makes the generated headers. On old trees host tools may fail to build with a new compiler
  /// while all headers can be made: that is enough.
  private func prepare(_ folder: String) async throws(KernelTreeFailure) {
    report(.preparing(folder: folder))
    let kbuild = Kbuild(root: root, environment: environment)
    let first = try await kbuild.make(["prepare"], into: folder, options: [Self.jobs])
    if first.succeeded { return }
    _ = try await kbuild.make(["prepare"], into: folder, options: ["-k", Self.jobs])
    guard ConfiguredFolder(root: root, path: folder).hasHeaders else {
      throw .preparationFailed(tree: root.path, output: first.complaint)
    }
    report(.warning("make prepare failed in part, all headers are there: \(first.complaint)"))
  }

  /// Makes the C files and headers that the build generates on its way, by a build in which each
  /// compilation is a `touch`. The few that are made of real objects are asked for one by one.
  ///
  /// - Throws: `KernelTreeFailure.cancelled`, `.unwritable`, `.cannotRun`
  func generateSources(
    of answer: Kbuild.Answer, in folder: ConfiguredFolder
  ) async throws(KernelTreeFailure) {
    let file = folder.path + "/" + Self.generatedName
    let everything = "*"
    let wanted = answer.isWhole ? [everything] : Set(answer.goals)
    let lock = try await lock(folder.path)
    defer { withExtendedLifetime(lock) {} }
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    let done = Set(text.split(separator: "\n").map(String.init))
    if done.contains(everything) || wanted.isSubset(of: done) { return }
    report(.generating(folder: folder.path))
    let stubs = [
      "rule_cc_o_c", "rule_as_o_S", "cmd_ar", "cmd_ar_lib", "cmd_ar_builtin", "cmd_ld_multi_m",
    ].map { "\($0)=touch $@" }
    let kbuild = Kbuild(root: root, environment: environment)
    _ = try await kbuild.make(
      answer.goals, into: folder.path, options: ["-k", Self.jobs, "cmd_ld_o_c=true"] + stubs)
    let missing = answer.invocations.filter { invocation in
      PathText.relative(invocation.file, to: folder.path) != nil
        && !FileManager.default.fileExists(atPath: invocation.file)
    }
    let objects = Set(missing.compactMap(\.object)).sorted()
    if !objects.isEmpty {
      _ = try await kbuild.make(objects, into: folder.path, options: ["-k", Self.jobs])
    }
    try Self.write(done.union(wanted).sorted().joined(separator: "\n") + "\n", to: file)
  }

  private func lock(_ path: String) async throws(KernelTreeFailure) -> FolderLock {
    try await FolderLock(file: path + ".lock") { report(.waiting(folder: path)) }
  }

  /// All that decides what the folder will hold, in words.
  private func key(of configuration: Configuration) -> String {
    let base =
      switch configuration.base {
      case .goal(let name): name
      case .text(let text): "text:\n" + text
      }
    let toolchain = ["ARCH", "CROSS_COMPILE", "CC", "LLVM", "LD"].map { name in
      "\(name)=\(environment[name] ?? "")"
    }
    return
      (["recipe \(Self.recipe)", root.path, root.version.description] + toolchain
      + configuration.settings.map(\.line) + [base]).joined(separator: "\n")
  }

  private static func createFolder(_ path: String) throws(KernelTreeFailure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(folder: path, reason: "the folder cannot be made")
    }
  }

  private static func read(_ path: String) throws(KernelTreeFailure) -> String {
    String(decoding: try SourceFile.bytes(of: path), as: UTF8.self)
  }

  private static func write(_ text: String, to path: String) throws(KernelTreeFailure) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .unwritable(folder: PathText.parent(of: path), reason: "no space, or no permission")
    }
  }
}
