import LockIR
import RuleCatalog

/// The vocabulary in the names of a program, so that a look-up is by number.
struct BoundVocabulary: Sendable {
  let gfp: GFPLayout
  private let functions: [NameID: [Effect]]
  private let fields: [FieldKey: FieldContract]
  private let transparent: Set<NameID>

  init(_ vocabulary: Vocabulary, program: Program) {
    gfp = GFPLayout(vocabulary.gfp, constants: program.macroConstants)
    var identifiers: [String: NameID] = [:]
    var functions: [NameID: [Effect]] = [:]
    for (index, name) in program.names.enumerated() {
      let id = NameID(index)
      identifiers[name] = id
      if let effects = vocabulary.functions[program.plainName(of: id)] { functions[id] = effects }
    }
    self.functions = functions
    var fields: [FieldKey: FieldContract] = [:]
    for (key, contract) in vocabulary.fields {
      let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let record = identifiers[parts[0]], let name = identifiers[parts[1]]
      else { continue }
      fields[FieldKey(record: record, name: name)] = contract
    }
    self.fields = fields
    transparent = Set(vocabulary.transparentRecords.compactMap { identifiers[$0] })
  }

  /// What a function does by the vocabulary; nil if its body speaks for itself.
  func effects(of symbol: NameID) -> [Effect]? { functions[symbol] }

  /// The contract of a field of function pointer type.
  func contract(of field: FieldKey) -> FieldContract? { fields[field] }

  var contracts: [(field: FieldKey, contract: FieldContract)] {
    fields.map { ($0, $1) }.sorted {
      ($0.field.record, $0.field.name) < ($1.field.record, $1.field.name)
    }
  }

  /// Whether a record only wraps the field that it is.
  func isTransparent(_ record: NameID) -> Bool { transparent.contains(record) }
}
