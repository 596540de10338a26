import Foundation

/// JSON as all documents of this program have it.
package enum JSONText {
  /// A document with sorted keys and a newline at the end: equal values give equal bytes.
  ///
  /// - Throws: never in practice; the encoder's signature says that it might.
  package static func document(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
