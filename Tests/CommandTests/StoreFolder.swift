import Foundation
import TestSupport
import Testing

/// A folder of C files in a git repository, gone when nobody uses it any more.
final class StoreFolder {
  static let header = """
    #include <linux/mutex.h>
    #include <linux/rcupdate.h>
    struct store { struct mutex lock; int users; };
    static inline void touch_store(struct store *s)
    { /* locks */ s->users++; }

    """

  static let clean = """
    #include "store.h"

    void use_store(struct store *s)
    {
    	rcu_read_lock();
    	s->users++;
    	rcu_read_unlock();
    	touch_store(s);
    }

    """

  /// The same with a mutex under RCU.
  static let sleeping = clean.replacing(
    "\ts->users++;\n", with: "\tmutex_lock(&s->lock);\n\ts->users++;\n\tmutex_unlock(&s->lock);\n")

  /// The line of the mutex.
  static let addedLine = 6

  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path()
    let include = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Corpus/include")
    try FileManager.default.copyItem(at: include, to: url.appending(path: "include"))
    _ = try write(Self.header, to: "drivers/store.h")
    _ = try write(Self.clean, to: "drivers/store.c")
    try git("init", "--quiet")
    try git("add", "--all")
    try git("commit", "--quiet", "--message", "first")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file and returns its path.
  func write(_ text: String, to file: String) throws -> String {
    let url = URL(filePath: path).appending(path: file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path()
  }

  func git(_ arguments: String...) throws {
    let result = try Program("/usr/bin/git", in: path).run(
      ["-c", "user.name=A", "-c", "user.email=a@example.org"] + arguments)
    try #require(result.status == 0, "\(result.errors)")
  }

  /// Commits the store with another text.
  func commit(_ text: String, subject: String = "change") throws {
    _ = try write(text, to: "drivers/store.c")
    try git("commit", "--quiet", "--all", "--message", subject)
  }

  /// Runs deadlint on the folder.
  func run(_ arguments: [String], input: String? = nil) throws -> Program.Result {
    try Program(Command.path, in: path).run(arguments + ["--quiet", "--no-cache"], input: input)
  }

  /// Runs a subcommand that reads no sources.
  func runPlain(_ arguments: [String]) throws -> Program.Result {
    try Program(Command.path, in: path).run(arguments)
  }

  /// A diff from a file as it is, or from none, to another text.
  func diff(
    of file: String = "drivers/store.c", from old: String? = "", to new: String
  ) throws -> String {
    let scratch = path + "/.git/new"
    try Data(new.utf8).write(to: URL(filePath: scratch))
    let arguments = [
      "-u", "--label", old == nil ? "/dev/null" : "a/\(file)", "--label", "b/\(file)",
      old == nil ? "/dev/null" : path + "/" + file, scratch,
    ]
    return try Program("/usr/bin/diff").run(arguments).output
  }

  /// All files, git's own among them.
  func everything() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      files[name] = FileManager.default.contents(atPath: path + "/" + name) ?? Data()
    }
    return files
  }

  /// The sources, their names, and the index.
  func state() throws -> [String: Data] {
    var state: [String: Data] = [:]
    for file in ["drivers/store.c", "drivers/store.h", ".git/index"] {
      state[file] = try Data(contentsOf: URL(filePath: path + "/" + file))
    }
    let names = try FileManager.default.subpathsOfDirectory(atPath: path + "/drivers")
    state["names"] = Data(names.sorted().joined(separator: "\n").utf8)
    return state
  }
}
