/// Interns the names of a unit while it is built.
package struct NameTable: Sendable {
  package private(set) var names: [String] = []
  private var indices: [String: NameID] = [:]

  package init() {}

  /// The identifier of a name, the same for equal names.
  package mutating func intern(_ name: String) -> NameID {
    if let known = indices[name] { return known }
    let id = NameID(names.count)
    names.append(name)
    indices[name] = id
    return id
  }

  package subscript(name: NameID) -> String { names[Int(name.index)] }
}
