import Foundation

/// The program that judges.
struct Deadlint {
  let path: String

  /// What it printed, and what it complained about; the first is nil if it could do nothing.
  func run(_ arguments: [String]) throws -> (output: Data?, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let isDone = process.terminationStatus < 2 || process.terminationStatus == 3
    return (isDone ? said : nil, String(decoding: complained, as: UTF8.self))
  }

  /// The report on all of these mutants together, without those that do not compile.
  ///
  /// `options`: how much of the tree is in sight.
  func judge(
    _ mutants: [Mutant], in tree: String, build: String, patch file: String,
    _ options: [String] = []
  ) throws -> (mutants: [Mutant], report: Report)? {
    var mutants = mutants
    while !mutants.isEmpty {
      try mutants.map(\.patch).joined().write(toFile: file, atomically: true, encoding: .utf8)
      let (output, errors) = try run(
        [
          "patch", file, "--tree", tree, "--build", build, "--format", "json", "--quiet",
        ] + options)
      if let output { return (mutants, try JSONDecoder().decode(Report.self, from: output)) }
      guard let broken = mutants.firstIndex(where: { errors.contains($0.path) }) else {
        print(errors)
        return nil
      }
      print("does not compile: \(mutants[broken].path) \(mutants[broken].name)")
      mutants.remove(at: broken)
    }
    return nil
  }
}
