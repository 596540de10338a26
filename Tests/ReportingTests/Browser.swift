import Foundation
import TestSupport

/// Headless Chromium.
struct Browser {
  /// The page as it is after its script has run.
  func page(_ html: String, at fragment: String = "") throws -> String {
    try run(html, fragment, ["--dump-dom"]).output
  }

  /// A picture of the page, as PNG.
  func picture(of html: String, isDark: Bool) throws -> Data {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).png")
    defer { try? FileManager.default.removeItem(at: file) }
    _ = try run(
      html, "",
      [
        "--screenshot=\(file.path())", "--window-size=1200,1600",
        "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)",
      ])
    return try Data(contentsOf: file)
  }

  private func run(
    _ html: String, _ fragment: String, _ arguments: [String]
  ) throws -> Program.Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "report.html")
    try Data(html.utf8).write(to: file)
    // Tests run as root in containers, where Chromium's own sandbox cannot.
    return try Program("/usr/bin/chromium").run(
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--user-data-dir=\(folder.appending(path: "profile").path())", "--virtual-time-budget=2000",
      ] + arguments + ["file://\(file.path())\(fragment.isEmpty ? "" : "#" + fragment)"])
  }
}
