import Analysis
import ArgumentParser
import Foundation

/// `deadlint kbuild`
struct KbuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kbuild",
    abstract: "Read the unit that Kbuild is compiling, as its checker.",
    discussion: """
        make C=2 CHECK="deadlint kbuild --into $PWD/units --"
        deadlint link units/*

      Never fails a build: a unit that cannot be read is a file that says so. Remove the folder \
      before a build with other options.
      """)

  @Option(help: ArgumentHelp("The absolute folder that gets the units.", valueName: "dir"))
  var into: String

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("What Kbuild gives its checker.", valueName: "words"))
  var words: [String] = []

  func run() {
    let folder = FileManager.default.currentDirectoryPath
    var options = ReadingOptions()
    options.worker = ReadingArguments.program
    do {
      let given = words.first == "--" ? Array(words.dropFirst()) : words
      _ = try KbuildCheck(into: into, options).run(given, in: folder)
    } catch {
      Terminal.errors.say("deadlint: \(error)")
    }
  }
}
