/// Reads what a `ByteWriter` wrote. Bytes that nobody wrote like that are an error, never a crash.
package struct ByteReader {
  private let bytes: [UInt8]
  private var offset = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package var isAtEnd: Bool { offset == bytes.count }

  package mutating func byte() throws(StoreFailure) -> UInt8 {
    guard offset < bytes.count else { throw .malformed }
    defer { offset += 1 }
    return bytes[offset]
  }

  package mutating func number() throws(StoreFailure) -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      let byte = try byte()
      number |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    throw .malformed
  }

  package mutating func signed() throws(StoreFailure) -> Int64 {
    let number = try number()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  /// An index or an identifier: what is not negative and fits 31 bits.
  mutating func index() throws(StoreFailure) -> Int {
    let number = try number()
    guard number <= Int32.max else { throw .malformed }
    return Int(number)
  }

  /// How many elements follow, each of which takes at least a byte.
  package mutating func count() throws(StoreFailure) -> Int {
    let count = try index()
    guard count <= bytes.count - offset else { throw .malformed }
    return count
  }

  package mutating func text() throws(StoreFailure) -> String {
    let count = try count()
    defer { offset += count }
    return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
  }

  package mutating func contents() throws(StoreFailure) -> [UInt8] {
    let count = try count()
    defer { offset += count }
    return [UInt8](bytes[offset..<offset + count])
  }

  package mutating func hash() throws(StoreFailure) -> ContentHash {
    ContentHash(high: try word(), low: try word())
  }

  private mutating func word() throws(StoreFailure) -> UInt64 {
    guard bytes.count - offset >= 8 else { throw .malformed }
    defer { offset += 8 }
    return bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }

  /// As many elements as the bytes say.
  package mutating func list<Element>(
    _ element: (inout ByteReader) throws(StoreFailure) -> Element
  ) throws(StoreFailure) -> [Element] {
    let count = try count()
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try element(&self)) }
    return elements
  }
}
