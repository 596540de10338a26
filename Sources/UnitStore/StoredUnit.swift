/// A unit as the cache keeps it: with the files that it was made of, and the functions of headers by
/// their hashes.
struct StoredUnit: Hashable, Sendable {
  /// Identifiers of the cache's table of file versions, ascending.
  let files: [Int64]
  let functions: [ContentHash]
  let body: [UInt8]

  init(files: [Int64], functions: [ContentHash], body: [UInt8]) {
    self.files = files
    self.functions = functions
    self.body = body
  }

  /// The bytes of all of it, with a hash to tell damage by.
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(files.count)
    var last: Int64 = 0
    for file in files {
      writer.write(signed: file - last)
      last = file
    }
    writer.write(functions.count)
    for function in functions { writer.write(function) }
    writer.write(body)
    var all = ByteWriter()
    all.write(ContentHash(of: writer.bytes))
    all.write(writer.bytes)
    return all.bytes
  }

  /// - Throws: `StoreFailure.malformed` also if a single bit is another.
  init(bytes: [UInt8]) throws(StoreFailure) {
    var all = ByteReader(bytes)
    let hash = try all.hash()
    let contents = try all.contents()
    guard all.isAtEnd, ContentHash(of: contents) == hash else { throw .malformed }
    var reader = ByteReader(contents)
    var last: Int64 = 0
    files = try reader.list { reader throws(StoreFailure) in
      last += try reader.signed()
      return last
    }
    functions = try reader.list { reader throws(StoreFailure) in try reader.hash() }
    body = try reader.contents()
  }
}
