import LockIR

/// What the tables of methods hold that are set up where they are defined, and that no code writes to.
struct MethodFields: Sendable {
  /// The fields that only such tables set.
  let fields: Set<FieldKey>
  /// The methods of each table; without arrays of tables, of which nobody knows which element is meant.
  private let methods: [NameID: [FieldKey: NameID]]
  /// What each table is.
  private let records: [NameID: NameID]

  /// `stored`: the fields that code writes to.
  init(_ initializers: [Initializer], stored: Set<FieldKey>) {
    var fields: Set<FieldKey> = []
    var others = stored
    var methods: [NameID: [FieldKey: NameID]] = [:]
    var records: [NameID: NameID] = [:]
    var seen: [NameID: Set<[Initializer.Field]>] = [:]
    for initializer in initializers {
      guard let last = initializer.path.last else { continue }
      let field = FieldKey(record: last.record, name: last.name)
      if !seen[initializer.global, default: []].insert(initializer.path).inserted {
        others.insert(field)
      }
      records[initializer.global] = initializer.path[0].record
      switch initializer.content {
      case .function(let method) where initializer.path.count == 1:
        fields.insert(field)
        methods[initializer.global, default: [:]][field] = method
      case .constant(0): continue
      default: others.insert(field)
      }
    }
    self.fields = fields.subtracting(others)
    self.methods = methods
    self.records = records
  }

  /// The method that a table has in a field, null if it has none; nil if that is not known.
  func method(_ field: FieldKey, of table: NameID) -> AbstractValue? {
    guard fields.contains(field), records[table] == field.record else { return nil }
    return methods[table]?[field].map { .function($0) } ?? .constant(0)
  }
}
