import Foundation

/// The kernel's build system, called for what it prints.
struct Kbuild {
  let root: KernelRoot
  private let runner: ProcessRunner

  /// What would make make write elsewhere or say more is taken out of the environment.
  init(root: KernelRoot, environment: [String: String]) {
    self.root = root
    var clean = environment
    for name in [
      "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES", "GNUMAKEFLAGS", "KBUILD_OUTPUT", "O",
      "M",
      "KBUILD_EXTMOD", "V", "KBUILD_VERBOSE", "C", "W",
    ] {
      clean[name] = nil
    }
    clean["LC_ALL"] = "C"
    runner = ProcessRunner(environment: clean)
  }

  /// Runs make for real, into a build folder of our own.
  func make(
    _ goals: [String], into folder: String, options: [String] = []
  ) async throws(KernelTreeFailure) -> ProcessRunner.Outcome {
    try await runner.run("make", ["-C", root.path, "O=" + folder] + options + goals)
  }

  /// What a dry run found, and the goals that it was asked for.
  struct Answer {
    let goals: [String]
    /// Whether the goals are all of the tree.
    let isWhole: Bool
    let invocations: [CompilerInvocation]
  }

  /// Asks a configured folder for its compile commands, of subfolders relative to the tree or,
  /// where there are none, of all of it.
  ///
  /// `answers`: a folder for what it answers, to be asked again only when that may have changed; nil to keep
  /// nothing.
  ///
  /// - Throws: `KernelTreeFailure.dryRunFailed` if it names none.
  func commands(
    of folder: ConfiguredFolder, subfolders: [String], answers: String?,
    report: (TreeEvent) -> Void
  ) async throws(KernelTreeFailure) -> Answer {
    var complaint = ""
    let folders = Set(subfolders.compactMap(folderWithMakefile)).sorted()
    if folders.isEmpty, !subfolders.isEmpty {
      return Answer(goals: [], isWhole: false, invocations: [])
    }
    let known = answers.map {
      DryRunCache(
        folder: $0, inputs: BuildInputs(of: folder, environment: runner.environment))
    }
    for goals in goals(for: folders) {
      let arguments = arguments(ofDryRun: goals, of: folder)
      let output: DryRunOutput
      if let lines = known?.output(of: arguments) {
        output = DryRunOutput(lines, directory: folder.path)
      } else {
        report(.dryRun(goals: goals))
        let outcome = try await dryRun(arguments)
        output = DryRunOutput(outcome.output, directory: folder.path)
        if outcome.succeeded, !output.invocations.isEmpty {
          known?.store(output.compilingLines, of: arguments)
        }
        complaint = outcome.complaint
      }
      if !output.invocations.isEmpty {
        return Answer(
          goals: goals, isWhole: subfolders.isEmpty, invocations: output.invocations)
      }
    }
    // A folder that this configuration builds nothing of is no failure of the build system.
    if !subfolders.isEmpty { return Answer(goals: [], isWhole: false, invocations: []) }
    throw .dryRunFailed(tree: root.path, output: complaint)
  }

  /// The folder itself, or the one above it whose makefile builds what is in it; nil if that is the tree's.
  private func folderWithMakefile(_ folder: String) -> String? {
    var candidate = folder
    while candidate != "." {
      let isGoal = ["Kbuild", "Makefile"].contains {
        FileManager.default.fileExists(atPath: "\(root.path)/\(candidate)/\($0)")
      }
      if isGoal { return candidate }
      candidate = PathText.parent(of: candidate)
    }
    return nil
  }

  private func dryRun(
    _ arguments: [String]
  ) async throws(KernelTreeFailure) -> ProcessRunner.Outcome {
    // Compiler probes leave their files here and not in the folder.
    let scratch = FileManager.default.temporaryDirectory.path + "/deadlint-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    do {
      try FileManager.default.createDirectory(
        atPath: scratch, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(folder: scratch, reason: "no temporary folder can be made")
    }
    return try await runner.run("make", arguments + ["TMPOUT=\(scratch)/probe/"])
  }

  private func arguments(ofDryRun goals: [String], of folder: ConfiguredFolder) -> [String] {
    let flags = [runner.environment["KCFLAGS"], DryRunOutput.marker].compactMap(\.self)
    var arguments = ["-n", "-k", "-j1", "-C", root.path, "V=0"]
    if !folder.isInPlace { arguments.append("O=" + folder.path) }
    arguments += folder.recordedVariables() + folder.variablesForMissingTools()
    arguments.append("KCFLAGS=" + flags.joined(separator: " "))
    return arguments + goals
  }

  /// The goals to try, one set after the other until one prints commands.
  private func goals(for subfolders: [String]) -> [[String]] {
    if !subfolders.isEmpty {
      // 5.4 wants folders without the slash, all others with it.
      return [subfolders.map { $0 + "/" }, subfolders]
    }
    // Linking has recipes that make runs even in a dry run. These goals stop before: all folders,
    // the built-in objects and the modules.
    let all = ["KBUILD_BUILTIN=1", "KBUILD_MODULES=1"]
    let makefile = URL(fileURLWithPath: root.path + "/Makefile")
    let text = (try? Data(contentsOf: makefile)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let lines = text.split(separator: "\n")
    if lines.contains(where: { $0.filter { !$0.isWhitespace } == "build-dir:=." }) {
      return [all + ["."], ["vmlinux", "modules"]]
    }
    if lines.contains(where: { $0.hasPrefix("descend:") }) {
      return [all + ["descend"], ["vmlinux", "modules"]]
    }
    return [["vmlinux", "modules"]]
  }
}
