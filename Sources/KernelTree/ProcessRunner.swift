import Foundation
import Subprocess

/// Runs the programs of a build, one at a time, and ends them if the task is cancelled.
struct ProcessRunner {
  /// How a program ended.
  struct Outcome {
    /// Whether it exited with status 0.
    let succeeded: Bool
    let output: [UInt8]
    let errors: [UInt8]

    /// The line that says best what went wrong: the last that speaks of an error and is not make's
    /// own account of who called whom, else the last of all.
    var complaint: String {
      let lines =
        (String(decoding: output.suffix(1 << 16), as: UTF8.self) + "\n"
        + String(decoding: errors, as: UTF8.self))
        .split(whereSeparator: \.isNewline)
        .map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { line in line.contains { $0.isLetter } }
      let told = lines.filter { line in
        guard line.hasPrefix("make"), let colon = line.firstIndex(of: ":") else { return true }
        let rest = line[line.index(after: colon)...]
        return ![" *** [", " Entering ", " Leaving ", " Target ", " *** Waiting"].contains {
          rest.hasPrefix($0)
        }
      }
      let wrong = told.last { line in
        ["error", "not found", "No rule", "No such", "Can't", "cannot", "***"].contains {
          line.contains($0)
        }
      }
      return wrong ?? told.last ?? lines.last ?? "it said nothing"
    }
  }

  let environment: [String: String]

  /// Runs a program to its end and collects what it wrote, without a limit.
  ///
  /// - Throws: `KernelTreeFailure.cannotRun` if it does not start, `.cancelled` if the task was
  ///   cancelled; the program has been ended then.
  func run(
    _ program: String, _ arguments: [String]
  ) async throws(KernelTreeFailure) -> Outcome {
    var options = PlatformOptions()
    // make passes the signal on to all that it started.
    options.teardownSequence = [
      .send(signal: .terminate, allowedDurationToNextStep: .seconds(5))
    ]
    do {
      let result = try await Subprocess.run(
        .name(program), arguments: Arguments(arguments),
        environment: .custom(
          Dictionary(
            uniqueKeysWithValues: environment.compactMap { key, value in
              Environment.Key(rawValue: key).map { ($0, value) }
            })),
        platformOptions: options, output: .bytes(limit: .max),
        error: .bytes(limit: .max))
      if Task.isCancelled { throw KernelTreeFailure.cancelled }
      return Outcome(
        succeeded: result.terminationStatus.isSuccess, output: result.standardOutput,
        errors: result.standardError)
    } catch let failure as KernelTreeFailure {
      throw failure
    } catch {
      throw Task.isCancelled
        ? .cancelled : .cannotRun(program: program, reason: "\(error)")
    }
  }
}
