import Foundation

/// The bytes of a patch as text.
enum PatchText {
  /// Bytes that are no UTF-8 are replaced, as they are in the files that the patch is for: old comments
  /// hold Latin-1, and both then read alike.
  static func text(of bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// - Throws: `PatchFailure` if that is no text that a patch could be.
  static func text(of data: Data, named name: String) throws(PatchFailure) -> String {
    let bytes = Array(data)
    guard bytes.contains(where: { !($0 == 0x20 || (0x09...0x0D).contains($0)) }) else {
      throw .empty(patch: name)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .unknownEncoding(patch: name, encoding: "UTF-16")
    }
    // A diff of a binary file may hold anything, but not in its first lines.
    guard !bytes.prefix(1024).contains(0) else { throw .binary(patch: name) }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return String(decoding: bytes[start...], as: UTF8.self)
  }
}
