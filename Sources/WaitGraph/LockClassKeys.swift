import LockIR
import RuleCatalog

/// Which locks the keys of lock classes stand for: lockdep knows a lock by the key that it was given, the
/// graph by where it is.
struct LockClassKeys {
  private let names: [String: Set<String>]

  /// - Complexity: linear in the program.
  init(_ graph: WaitGraph) {
    let index = graph.index
    let resolver = ObjectResolver(index: index)
    var names: [String: Set<String>] = [:]
    for (number, function) in index.functions.enumerated() {
      let id = FunctionID(number)
      for ordinal in function.callOrdinals.values {
        guard case .call(_, let callee, let arguments) = function.operation(ordinal).kind,
          case .vocabulary(let effects, _) = index.callee(callee, in: function)
        else { continue }
        for case .setClass(.argument(let lock), let key) in effects
        where max(lock, key) < arguments.count {
          func name(_ address: ValueID) -> String {
            graph.resources.name(of: resolver.object(at: address, in: id), in: index.program)
          }
          // What has a class is a field of the lock.
          let map = function.canonicalID(arguments[lock])
          guard case .field(let owner, _, _) = function[map] else { continue }
          names[Self.last(of: name(function.canonicalID(arguments[key]))), default: []].insert(
            name(owner))
        }
      }
    }
    self.names = names
  }

  /// The locks of a key, by its name or by the name of the field that it is in.
  func locks(ofKey name: String) -> [String] { (names[Self.last(of: name)] ?? []).sorted() }

  private static func last(of name: String) -> String {
    name.split(separator: ".").last.map(String.init) ?? name
  }
}
