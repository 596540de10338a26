import Foundation

/// The files that define a tree's configuration options.
struct KconfigFiles {
  let root: String

  /// Whether any Kconfig file defines an option, for any architecture.
  ///
  /// - Complexity: reads up to all of them, some 1,500; called only for options that do not take.
  func define(_ option: String) -> Bool {
    let files = FileManager.default.enumerator(atPath: root)
    while let path = files?.nextObject() as? String {
      guard PathText.name(of: path).hasPrefix("Kconfig"),
        let data = try? Data(contentsOf: URL(fileURLWithPath: root + "/" + path))
      else { continue }
      let text = String(decoding: data, as: UTF8.self)
      let defines = text.split(separator: "\n").contains { line in
        let words = line.split(whereSeparator: \.isWhitespace)
        return words.count == 2 && (words[0] == "config" || words[0] == "menuconfig")
          && words[1] == option
      }
      if defines { return true }
    }
    return false
  }
}
