import Foundation
import Patches
import TestSupport

/// Real diffs, as diff(1) makes them.
enum TextDiff {
  /// The patch that turns some texts of a tree into others.
  ///
  /// - Parameter changes: old and new text by path relative to the tree.
  /// - Returns: a series of one patch.
  /// - Throws: if diff cannot run.
  static func series(_ changes: [String: (old: String, new: String)]) throws -> PatchSeries {
    try PatchSeries([(Data(try text(changes).utf8), "test.patch")])
  }

  /// The patches that make the changes one after the other, as a mailbox.
  static func mailbox(_ steps: [(subject: String, diff: String)]) throws -> PatchSeries {
    let mails = steps.enumerated().map { index, step in
      """
      From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001
      From: A <a@example.org>
      Subject: [PATCH \(index + 1)/\(steps.count)] \(step.subject)

      ---
      \(step.diff)
      -- 
      2.39.2


      """
    }
    return try PatchSeries([(Data(mails.joined().utf8), "test.mbox")])
  }

  static func text(_ changes: [String: (old: String, new: String)]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (old, new) = (folder.appending(path: "old"), folder.appending(path: "new"))
    var diff = ""
    for (path, texts) in changes.sorted(by: { $0.key < $1.key }) {
      try Data(texts.old.utf8).write(to: old)
      try Data(texts.new.utf8).write(to: new)
      diff += try Program("/usr/bin/diff").run([
        "-u", "--label", "a/\(path)", "--label", "b/\(path)", old.path(), new.path(),
      ]).output
    }
    return diff
  }
}
