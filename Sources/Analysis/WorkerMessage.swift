import Extraction
import KernelTree
import LockIR
import UnitStore

/// What a run and its workers say to each other.
enum WorkerMessage {
  case settings(UnitExtraction.Settings)
  case header(PrecompiledHeader, number: Int)
  case job(UnitJob)
  case outcome(UnitJob.Outcome)

  var bytes: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .settings(let settings):
      writer.write(byte: 0)
      writer.write(settings.roots)
      writer.write(settings.macroConstants)
      writer.write(settings.texts.flatMap { [$0.key, $0.value] })
    case .header(let header, let number):
      writer.write(byte: 1)
      writer.write(number)
      writer.write(header)
    case .job(.unit(let command, let header)):
      writer.write(byte: 2)
      writer.write([command.path, command.file, command.directory])
      writer.write(command.arguments)
      writer.write(header.map { $0 + 1 } ?? 0)
    case .job(.header(let request, let path)):
      writer.write(byte: 3)
      writer.write([path, request.workingDirectory])
      writer.write(request.arguments)
      writer.write(request.names)
      writer.write(request.placeholders.flatMap { [$0.key, $0.value] })
    case .outcome(.unit(let fresh)):
      writer.write(byte: 4)
      writer.write(fresh.unit.body)
      writer.write(fresh.unit.shared.count)
      for function in fresh.unit.shared { writer.write(function.bytes) }
      writer.write(fresh.files)
      writer.write(signed: fresh.begun)
      writer.write(fresh.missing)
    case .outcome(.header(let header)):
      writer.write(byte: 5)
      writer.write(header)
    case .outcome(.failure(let reason)):
      writer.write(byte: 6)
      writer.write(reason)
    }
    return writer.bytes
  }

  init(bytes: [UInt8]) throws(StoreFailure) {
    var reader = ByteReader(bytes)
    switch try reader.byte() {
    case 0:
      self = .settings(
        UnitExtraction.Settings(
          roots: try reader.texts(), macroConstants: try reader.texts(),
          texts: try reader.dictionary()))
    case 1:
      let number = Int(try reader.number())
      self = .header(try reader.header(), number: number)
    case 2:
      let names = try reader.texts(count: 3)
      let command = CompileCommand(
        path: names[0], file: names[1], directory: names[2], arguments: try reader.texts())
      let header = Int(try reader.number())
      self = .job(.unit(command, header: header == 0 ? nil : header - 1))
    case 3:
      let names = try reader.texts(count: 2)
      self = .job(
        .header(
          HeaderBuilder.Request(
            arguments: try reader.texts(), workingDirectory: names[1], names: try reader.texts(),
            placeholders: try reader.dictionary()), path: names[0]))
    case 4:
      let body = try reader.contents()
      let shared = try reader.list { reader throws(StoreFailure) in
        EncodedFunction(bytes: try reader.contents())
      }
      self = .outcome(
        .unit(
          UnitJob.FreshUnit(
            unit: EncodedUnit(body: body, shared: shared), files: try reader.texts(),
            begun: try reader.signed(), missing: try reader.texts())))
    case 5: self = .outcome(.header(try reader.header()))
    case 6: self = .outcome(.failure(try reader.text()))
    default: throw .malformed
    }
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ texts: [String]) {
    write(texts.count)
    for text in texts { write(text) }
  }

  fileprivate mutating func write(_ header: PrecompiledHeader) {
    write(header.path)
    write(header.inclusions.flatMap { [$0.file, $0.includer ?? ""] })
    write(header.folders)
    write(header.first)
  }
}

extension ByteReader {
  fileprivate mutating func texts() throws(StoreFailure) -> [String] {
    try list { reader throws(StoreFailure) in try reader.text() }
  }

  fileprivate mutating func texts(count: Int) throws(StoreFailure) -> [String] {
    let texts = try texts()
    guard texts.count == count else { throw .malformed }
    return texts
  }

  fileprivate mutating func pairs() throws(StoreFailure) -> [(String, String)] {
    let texts = try texts()
    guard texts.count.isMultiple(of: 2) else { throw .malformed }
    return stride(from: 0, to: texts.count, by: 2).map { (texts[$0], texts[$0 + 1]) }
  }

  fileprivate mutating func dictionary() throws(StoreFailure) -> [String: String] {
    Dictionary(try pairs()) { $1 }
  }

  fileprivate mutating func header() throws(StoreFailure) -> PrecompiledHeader {
    let path = try text()
    let inclusions = try pairs().map { file, includer in
      PrecompiledHeader.Inclusion(file: file, includer: includer.isEmpty ? nil : includer)
    }
    return PrecompiledHeader(
      path: path, inclusions: inclusions, folders: try texts(), first: try texts())
  }
}
