import Foundation

/// Finds out what a path is and how its units are to be parsed.
package struct TreeReader: Sendable {
  private let environment: [String: String]
  private let report: @Sendable (TreeEvent) -> Void

  /// - Parameters:
  ///   - environment: What the tools of the build are looked up with, and what they see.
  ///   - report: Called with each step, in order, from one task at a time.
  package init(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    report: @escaping @Sendable (TreeEvent) -> Void = { _ in }
  ) {
    self.environment = environment
    self.report = report
  }

  /// Reads the units of a request and how to parse them. Nothing is written to a tree; build
  /// folders of our own go to the request's cache. Programs that run are ended if the task is
  /// cancelled.
  ///
  /// - Throws: `KernelTreeFailure` if there is nothing to parse. What keeps single units from being
  ///   parsed is in the description's `incomplete`.
  package func describe(
    _ request: TreeRequest
  ) async throws(KernelTreeFailure) -> TreeDescription {
    let description = try await read(request).assuming(request.assume)
    report(.found(commands: description.commands.count))
    return description
  }

  private func read(_ request: TreeRequest) async throws(KernelTreeFailure) -> TreeDescription {
    let subject = try Subject(of: request)
    switch subject {
    case .database(let file, let root, let only):
      return try database(file, root: root, only: only)
    case .tree(let root, let build, let only):
      return try await tree(root, build: build, only: only, request: request)
    case .corpus(let folder):
      return try corpus(folder, request: request)
    case .files(let files):
      return freeStanding(files, request: request)
    }
  }

  // MARK: Files that no build system knows

  private func corpus(
    _ folder: String, request: TreeRequest
  ) throws(KernelTreeFailure) -> TreeDescription {
    let selection = try Selection(request.only, in: folder)
    let files = CorpusFolder.files(below: folder).filter { file in
      PathText.relative(file, to: folder).map(selection.contains) ?? false
    }
    if files.isEmpty { throw .noSourceFiles(folder: folder) }
    let (commands, skipped) = read(files, below: folder, request)
    return TreeDescription(kind: .corpus, root: folder, commands: commands, incomplete: skipped)
  }

  private func freeStanding(_ files: [String], request: TreeRequest) -> TreeDescription {
    let folders = Set(files.map(PathText.parent))
    // The deepest folder that all of them lie in.
    let root = PathText.ancestors(from: folders.sorted()[0]).first { folder in
      folders.allSatisfy { PathText.relative($0, to: folder) != nil }
    }
    let (commands, skipped) = read(files, below: root ?? "/", request)
    return TreeDescription(
      kind: .files, root: root ?? "/", commands: commands, incomplete: skipped)
  }

  private func read(
    _ files: [String], below root: String, _ request: TreeRequest
  ) -> (commands: [CompileCommand], skipped: [SkippedFile]) {
    let folder = CorpusFolder(root: root, fallbackInclude: request.fallbackInclude)
    if let file = folder.firstWithFallback(of: files) {
      let path = PathText.relative(file, to: root) ?? file
      report(
        .warning(
          "\(path) lies in no kernel tree and has no include folder: read with deadlint's own headers of a few lines"
        ))
    }
    return folder.read(files)
  }

  // MARK: Compilation databases

  private func database(
    _ file: String, root: String, only: [String]
  ) throws(KernelTreeFailure) -> TreeDescription {
    let invocations = try CompilationDatabase(file: file).invocations
    // A database in a build folder is about the tree that its files lie in.
    let kernel = KernelRoot.containing(root) ?? KernelRoot.containing(invocations[0].file)
    let selection = try Selection(only, in: kernel?.path ?? root)
    let base = kernel?.path ?? root
    let folder = PathText.parent(of: file)
    let units = UnitList(
      root: base, build: folder == base ? nil : folder, invocations: invocations,
      selection: selection)
    if units.isEmpty, !only.isEmpty { throw .nothingBuilt(only: only, tree: base) }
    return TreeDescription(
      kind: .database, root: base, buildDirectory: folder == base ? nil : folder,
      kernelVersion: kernel?.version, config: file, commands: units.commands,
      incomplete: units.skipped + units.missed)
  }

  // MARK: Kernel trees

  private func tree(
    _ root: KernelRoot, build: String?, only: [String], request: TreeRequest
  ) async throws(KernelTreeFailure) -> TreeDescription {
    let selection = try Selection(only, in: root.path)
    let (folder, config) = try await configured(root, build: build, request: request)
    let toolchain = Toolchain(environment: environment)
    let missing = toolchain.missing(of: toolchain.forDryRun)
    if !missing.isEmpty { throw .missingTools(missing) }
    let kbuild = Kbuild(root: root, environment: environment)
    let answer = try await kbuild.commands(
      of: folder, subfolders: selection.folders,
      answers: request.keepsAnswers ? request.cacheDirectory + "/answers" : nil, report: report)
    if folder.isOurs {
      try await preparer(root, request).generateSources(of: answer, in: folder)
    }
    let build = folder.isInPlace ? nil : folder.path
    let units = UnitList(
      root: root.path, build: build, invocations: answer.invocations, selection: selection)
    if units.isEmpty, !only.isEmpty { throw .nothingBuilt(only: only, tree: root.path) }
    return TreeDescription(
      kind: .tree, root: root.path, buildDirectory: build, kernelVersion: root.version,
      config: config, commands: units.commands, incomplete: units.skipped + units.missed)
  }

  private func preparer(_ root: KernelRoot, _ request: TreeRequest) -> BuildPreparer {
    BuildPreparer(
      root: root, environment: environment, cacheDirectory: request.cacheDirectory, report: report)
  }

  /// A folder to ask for commands, and its configuration in words.
  private func configured(
    _ root: KernelRoot, build: String?, request: TreeRequest
  ) async throws(KernelTreeFailure) -> (ConfiguredFolder, String) {
    let preparer = preparer(root, request)
    let settings =
      request.enable.map(KernelConfig.Setting.init(enabling:))
      + request.disable.map(KernelConfig.Setting.init(disabling:))
    let suffix = settings.map { " \($0)" }.joined()

    if let name = request.configuration {
      let base = try Self.base(named: name)
      return (
        try await preparer.folder(for: .init(base: base, settings: settings)), name + suffix
      )
    }
    let own = root.isConfiguredInPlace ? root.path : nil
    guard let path = build ?? own, FileManager.default.fileExists(atPath: path + "/.config") else {
      throw .notConfigured(tree: root.path)
    }
    let existing = ConfiguredFolder(root: root, path: path)
    let words = path + "/.config" + suffix
    let reason = existing.unpreparedReason()
    if settings.isEmpty, reason == nil { return (existing, words) }
    // make would write to the folder, or the user wants another configuration: take a copy.
    if existing.isInPlace {
      if !settings.isEmpty { throw .treeNotClean(tree: root.path) }
      throw .notPrepared(tree: root.path, reason: reason ?? "its headers were never made")
    }
    if let reason { report(.warning("\(path): \(reason); preparing a copy of its configuration")) }
    let base = try Self.base(named: path + "/.config")
    return (try await preparer.folder(for: .init(base: base, settings: settings)), words)
  }

  /// A file of that name, else a goal of make.
  private static func base(
    named name: String
  ) throws(KernelTreeFailure) -> BuildPreparer.Configuration.Base {
    let path = PathText.absolute(name)
    if name.contains("/") || FileManager.default.fileExists(atPath: path) {
      return .text(String(decoding: try SourceFile.bytes(of: path), as: UTF8.self))
    }
    return .goal(name)
  }
}
