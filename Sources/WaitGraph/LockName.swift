/// What a running kernel calls a lock, and what the graph may call it.
package struct LockName: Hashable, Sendable {
  /// As it was recorded.
  package let text: String
  /// Names of the graph that it may stand for, the likeliest first. One that begins with a dot stands for
  /// a field of any record.
  package let candidates: [String]
  /// The way to the object, from a record or a global down, if that is known.
  let path: [String]

  /// A name as lockdep prints it: the expression that the lock was initialised by, `&rq->__lock`, a
  /// global's name, with the number of a subclass or of one of several classes of that name behind it.
  package init(lockdep text: String) {
    self.text = text
    path = []
    let expression = text.prefix { $0 != "/" && $0 != "#" }
    let parts = expression.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    let hasFields = expression.contains("->") || expression.contains(".")
    guard hasFields, parts.count > 1 else {
      candidates = parts.first.map { [$0] } ?? []
      return
    }
    // The innermost field may only be the wrapper's own: a wait queue's lock goes by the queue's name.
    var names = [".\(parts[parts.count - 1])"]
    if parts.count > 2 { names.append(".\(parts[parts.count - 2])") }
    if !expression.contains("->") { names.append(parts[0]) }
    candidates = names
  }

  /// The name of the object: the way to it from a record or a global, `record.field` or deeper. A remark
  /// may stand behind it.
  package init(object text: String) {
    self.text = text
    let name = text.prefix { $0 != " " && $0 != "," && $0 != "[" }
    path = name.split(separator: ":").last?.split(separator: ".").map(String.init) ?? []
    candidates = [path.joined(separator: ".")]
  }
}
