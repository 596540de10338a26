import LockIR
import RuleCatalog

/// The resources that an analysis has met, by number.
package struct ResourceTable: Sendable {
  private(set) var keys: [ResourceKey] = []
  private var identifiers: [ResourceKey: ResourceID] = [:]

  mutating func intern(_ key: ResourceKey) -> ResourceID {
    if let known = identifiers[key] { return known }
    let id = ResourceID(keys.count)
    keys.append(key)
    identifiers[key] = id
    return id
  }

  /// The number of a resource, if the analysis has met it.
  func identifier(of key: ResourceKey) -> ResourceID? { identifiers[key] }

  package var count: Int { keys.count }

  package subscript(resource: ResourceID) -> ResourceKey { keys[Int(resource.index)] }

  /// The name for a reader, as lockdep would print it where it has one.
  package func name(of resource: ResourceID, in program: Program) -> String {
    let key = self[resource]
    let object = name(of: key.object, in: program)
    return key.bit.map { "\(object) bit \($0)" } ?? object
  }

  /// The name of an object for a reader.
  package func name(of object: ObjectKey, in program: Program) -> String {
    switch object {
    // What a pointer leads to goes by the pointer's name: nobody locks a pointer.
    case .field(let field), .pointee(let field):
      "\(program.plainName(of: field.record)).\(program[field.name])"
    case .global(let symbol), .globalPointee(let symbol): program.plainName(of: symbol)
    case .local(let function, let local):
      program.definition(of: function).map {
        "\(program.plainName(of: function)).\(program[program[$0][local].name])"
      } ?? program.plainName(of: function)
    case .parameter(let index), .throughParameter(let index, _): "argument \(index)"
    case .returned(let symbol): "\(program.plainName(of: symbol))()"
    case .function(let symbol): program.plainName(of: symbol)
    case .named(let name): name
    case .unknown: "?"
    }
  }
}
