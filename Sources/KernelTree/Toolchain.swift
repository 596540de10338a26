import Foundation

/// Which of the tools that a kernel's build system needs are there.
struct Toolchain {
  let environment: [String: String]

  /// The tools without which make prints no commands, of those given.
  func missing(of tools: [BuildTool]) -> [BuildTool] {
    tools.filter { tool in
      switch tool {
      case .program(let name, _): !hasProgram(name)
      case .library(let header, _): !hasHeader(header)
      }
    }
  }

  /// What a dry run needs: make, and the compiler that answers what flags it knows.
  var forDryRun: [BuildTool] { [.program("make", package: "make"), compiler] }

  /// The files of the programs that decide what a dry run prints: which flags they know is asked of them.
  var programsOfDryRun: [String] {
    let linker = (environment["CROSS_COMPILE"] ?? "") + "ld"
    let names =
      forDryRun.map(\.name) + [environment["LD"].flatMap { $0.isEmpty ? nil : $0 } ?? linker]
    return names.compactMap(file)
  }

  /// What configuring and preparing a tree of that version needs.
  func forPreparing(_ version: TreeVersion?) -> [BuildTool] {
    var tools = forDryRun + [.program("bc", package: "bc")]
    // Older trees ship the configuration parser ready made.
    if version.map({ $0 >= TreeVersion(major: 4, minor: 16) }) ?? true {
      tools += [.program("flex", package: "flex"), .program("bison", package: "bison")]
    }
    // objtool, which x86 headers depend on since it exists.
    if version.map({ $0 >= TreeVersion(major: 4, minor: 14) }) ?? true {
      tools.append(.library("gelf.h", package: "libelf-dev"))
    }
    return tools
  }

  private var compiler: BuildTool {
    if let compiler = environment["CC"], !compiler.isEmpty {
      let program = compiler.split(separator: " ").last.map(String.init) ?? compiler
      return .program(program, package: PathText.name(of: program))
    }
    if let llvm = environment["LLVM"], !llvm.isEmpty, llvm != "0" {
      return .program("clang", package: "clang")
    }
    let prefix = environment["CROSS_COMPILE"] ?? ""
    return .program(prefix + "gcc", package: prefix.isEmpty ? "gcc" : "gcc-" + prefix.dropLast())
  }

  private func hasProgram(_ name: String) -> Bool { file(name) != nil }

  /// The file that a program's name stands for; nil if there is none.
  private func file(_ name: String) -> String? {
    let candidates =
      name.contains("/")
      ? [name]
      : (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private func hasHeader(_ name: String) -> Bool {
    let given = ["CPATH", "C_INCLUDE_PATH"].flatMap { variable in
      (environment[variable] ?? "").split(separator: ":").map(String.init)
    }
    let standard = ["/usr/include", "/usr/local/include", "/usr/include/libelf"]
    return (given + standard).contains { folder in
      FileManager.default.fileExists(atPath: "\(folder)/\(name)")
    }
  }
}
