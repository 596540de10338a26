import Foundation

/// What dry runs printed, for the next one that is asked the same of the same tree: for a whole kernel make takes
/// seconds. Whatever is wrong with it costs time, never the run.
struct DryRunCache {
  /// How many answers are kept, those that were given last.
  private static let maximumAnswers = 64

  /// Where the answers are.
  private let folder: String
  private let inputs: BuildInputs

  /// `inputs`: what the answers depend on, as it is now.
  init(folder: String, inputs: BuildInputs) {
    self.folder = folder
    self.inputs = inputs
  }

  /// The commands that make printed when it was called so, if all that it reads is as it was.
  func output(of arguments: [String]) -> [UInt8]? {
    let key = key(of: arguments)
    guard let known = try? Data(contentsOf: file(for: arguments)), known.starts(with: key) else {
      return nil
    }
    return [UInt8](known.dropFirst(key.count))
  }

  /// Keeps what make printed, in place of what it printed before.
  func store(_ output: [UInt8], of arguments: [String]) {
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? (key(of: arguments) + Data(output)).write(to: file(for: arguments), options: .atomic)
    removeOldest()
  }

  /// Each choice of folders is a question of its own.
  private func removeOldest() {
    let files = try? FileManager.default.contentsOfDirectory(
      at: URL(filePath: folder), includingPropertiesForKeys: [.contentModificationDateKey])
    let dated = (files ?? []).map { file in
      (
        file: file,
        date: (try? file.resourceValues(forKeys: [.contentModificationDateKey]))?
          .contentModificationDate ?? .distantPast
      )
    }
    for old in dated.sorted(by: { $0.date > $1.date }).dropFirst(Self.maximumAnswers) {
      try? FileManager.default.removeItem(at: old.file)
    }
  }

  /// What an answer is good for, in full; the name of its file is no more than a hash.
  private func key(of arguments: [String]) -> Data {
    Data((arguments.joined(separator: "\n") + "\n" + inputs.text + "\n\0").utf8)
  }

  /// One for each question, so that a tree that changes does not fill the disk.
  private func file(for arguments: [String]) -> URL {
    URL(filePath: folder + "/" + StableHash.hex(arguments.joined(separator: "\n")))
  }
}
