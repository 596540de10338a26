import Foundation

/// What decides how a kernel's build system answers a dry run, as text to compare: the files that make and its scripts
/// read, the sources that a makefile may look for, the configuration, the tools and the environment.
///
/// Answers depend on the names of sources, not on what is in them.
struct BuildInputs {
  let text: String

  /// Variables that tell of the terminal or of the shell, and that no makefile asks for.
  private static let ignoredVariables: Set<String> = [
    "_", "COLUMNS", "LINES", "OLDPWD", "PWD", "SHLVL", "TERM", "WINDOWID",
  ]

  /// What the configuration of a build folder is kept in.
  private static let configurationFiles = [
    ".config", "include/config/auto.conf", "include/config/auto.conf.cmd",
    "include/generated/autoconf.h",
  ]

  /// - Parameters:
  ///   - folder: the folder that is asked for commands.
  ///   - environment: what make sees of the environment.
  /// - Complexity: a walk over the tree, which for a kernel's 80,000 files takes a fifth of a second.
  init(of folder: ConfiguredFolder, environment: [String: String]) {
    let files = MakeFiles(below: folder.root.path)
    let programs = Toolchain(environment: environment).programsOfDryRun
    let stamped =
      files.paths + Self.configurationFiles.map { folder.path + "/" + $0 } + programs
    let variables = environment.filter { !Self.ignoredVariables.contains($0.key) }
      .map { "\($0.key)=\($0.value)" }
    text =
      (["sources \(files.sources)"] + stamped.sorted().map(Self.stamp) + variables.sorted())
      .joined(separator: "\n")
  }

  /// A file as the file system knows it. Programs cannot set the time of its last change, unlike that of its
  /// last modification.
  private static func stamp(_ path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return "\(path) is not there" }
    let time = status.st_ctim
    return "\(path) \(status.st_ino) \(status.st_size) \(time.tv_sec).\(time.tv_nsec)"
  }
}
