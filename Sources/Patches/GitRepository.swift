import Foundation
import Subprocess

/// A kernel tree in git: what commits, the index and the working tree have that others have not.
package struct GitRepository: Sendable {
  /// Patches, and the state of the tree that they are for.
  package struct Change: Hashable, Sendable {
    package let series: PatchSeries
    /// Where that state is unlike the files on the disk: texts by path relative to the tree, nil for
    /// files that it does not have.
    package let base: [String: String?]

    package init(series: PatchSeries, base: [String: String?]) {
      self.series = series
      self.base = base
    }
  }

  private let folder: String

  /// - Parameter folder: the top of the kernel tree, which may lie inside a larger repository.
  /// - Throws: `PatchFailure.notARepository`
  package init(at folder: String) async throws(PatchFailure) {
    self.folder = folder
    let outcome = try await Self.run(["rev-parse", "--is-inside-work-tree"], in: folder)
    guard outcome.succeeded, outcome.text == "true" else { throw .notARepository(folder: folder) }
  }

  /// The folder of the repository's hooks, absolute.
  package func hooksFolder() async throws(PatchFailure) -> String {
    let path = try await run(["rev-parse", "--git-path", "hooks"]).text
    return path.hasPrefix("/") ? path : folder + "/" + path
  }

  // MARK: Changes

  /// The commits of `A..B`, each a patch, merges left out; `A` alone is `A..HEAD`.
  package func range(_ range: String) async throws(PatchFailure) -> Change {
    let ends = range.components(separatedBy: "..")
    guard ends.count <= 2, !ends[0].isEmpty, !range.contains("...") else {
      throw .noSuchRange(range, reason: "write it as A..B")
    }
    let last = ends.count == 2 && !ends[1].isEmpty ? ends[1] : "HEAD"
    let first = try await commit(ends[0], of: range)
    let end = try await commit(last, of: range)
    let common = try await run(["merge-base", first, end])
    guard common.succeeded else {
      throw .noSuchRange(range, reason: "its ends have no common commit")
    }
    let mails = try await run(
      ["format-patch", "--stdout", "--no-signature", "--relative", "\(first)..\(end)"]
        + Self.diffOptions)
    guard mails.succeeded, !mails.text.isEmpty else { throw .emptyRange(range) }
    return Change(
      series: try PatchSeries([(Data(mails.bytes), range)]), base: try await state(of: common.text))
  }

  /// What `git commit` would take, on top of `HEAD`; nil if that is nothing.
  package func staged() async throws(PatchFailure) -> Change? {
    try await change(["--cached"], named: "the staged change")
  }

  /// What differs from `HEAD` on the disk, staged or not; nil if nothing does. Files that git does not
  /// know are left out.
  package func worktree() async throws(PatchFailure) -> Change? {
    try await change([], named: "the change of the working tree")
  }

  private func change(
    _ options: [String], named name: String
  ) async throws(PatchFailure) -> Change? {
    let head = try await commit("HEAD", of: "HEAD")
    let diff = try await run(["diff", "--relative"] + Self.diffOptions + options + [head])
    guard diff.succeeded else { throw .cannotRun(reason: diff.complaint) }
    guard !diff.text.isEmpty else { return nil }
    return Change(
      series: try PatchSeries([(Data(diff.bytes), name)]), base: try await state(of: head))
  }

  /// The user's own settings must not change what we read.
  private static let diffOptions = [
    "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--src-prefix=a/",
    "--dst-prefix=b/", "--unified=3",
  ]

  private func commit(_ name: String, of range: String) async throws(PatchFailure) -> String {
    let outcome = try await run(["rev-parse", "--verify", "--quiet", "\(name)^{commit}"])
    guard outcome.succeeded, !name.hasPrefix("-") else {
      throw .noSuchRange(range, reason: "no commit is named \(name)")
    }
    return outcome.text
  }

  /// Where a commit is unlike the disk, as far as the compiler reads it.
  private func state(of commit: String) async throws(PatchFailure) -> [String: String?] {
    let list = try await run(
      ["diff", "--name-status", "--no-renames", "--relative", "-z", "--no-ext-diff", commit])
    guard list.succeeded else { throw .cannotRun(reason: list.complaint) }
    let words = list.bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    var texts: [String: String?] = [:]
    for (status, path) in zip(
      words.enumerated().filter { $0.offset % 2 == 0 }.map(\.element),
      words.enumerated().filter { $0.offset % 2 == 1 }.map(\.element))
    {
      if status == "A" {
        texts[path] = .some(nil)
        continue
      }
      let content = try await run(["show", "\(commit):./\(path)"])
      guard content.succeeded else { throw .cannotRun(reason: content.complaint) }
      texts[path] = PatchText.text(of: content.bytes)
    }
    return texts
  }

  // MARK: Running git

  private struct Outcome {
    let succeeded: Bool
    let bytes: [UInt8]
    let errors: [UInt8]

    /// Without the line feeds at its end.
    var text: String {
      String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    var complaint: String {
      let lines = String(decoding: errors, as: UTF8.self).split(separator: "\n")
      return lines.last.map(String.init) ?? "it said nothing"
    }
  }

  private func run(_ arguments: [String]) async throws(PatchFailure) -> Outcome {
    try await Self.run(arguments, in: folder)
  }

  private static func run(
    _ arguments: [String], in folder: String
  ) async throws(PatchFailure) -> Outcome {
    do {
      let result = try await Subprocess.run(
        .name("git"),
        arguments: Arguments(["-C", folder, "-c", "core.quotePath=true"] + arguments),
        output: .bytes(limit: .max), error: .bytes(limit: .max))
      return Outcome(
        succeeded: result.terminationStatus.isSuccess, bytes: result.standardOutput,
        errors: result.standardError)
    } catch {
      throw .cannotRun(reason: "\(error)")
    }
  }
}
