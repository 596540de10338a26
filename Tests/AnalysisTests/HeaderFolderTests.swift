import Foundation
import Testing

@testable import Analysis

@Suite struct HeaderFolderTests {
  private let parent = FileManager.default.temporaryDirectory
    .appending(path: "folders-\(UUID().uuidString)")

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: parent.path).sorted() }
  }

  @Test func whatAKilledProcessLeftIsTakenAway() throws {
    defer { try? FileManager.default.removeItem(at: parent) }
    let left = parent.appending(path: "deadlint-headers-1")
    try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
    try Data().write(to: left.appending(path: "in-use"))
    let other = parent.appending(path: "somebody-else")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
    try Data().write(to: other.appending(path: "in-use"))
    let folder = try HeaderFolder(in: parent)
    #expect(try names == [URL(filePath: folder.path).lastPathComponent, "somebody-else"])
    _ = folder
  }

  @Test func whatIsInUseStays() throws {
    defer { try? FileManager.default.removeItem(at: parent) }
    var first: HeaderFolder? = try HeaderFolder(in: parent)
    let second = try HeaderFolder(in: parent)
    #expect(try names.count == 2)
    #expect(first != nil)
    first = nil
    #expect(try names == [URL(filePath: second.path).lastPathComponent])
  }
}
