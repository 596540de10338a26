import LockIR

/// What else is stored into an object where a callback is installed in it.
///
/// `args->end = f; args->may_block = io->dirty;` ties the flag to the callback: whoever tests
/// `may_block` before the call through `end` knows something of `io->dirty` inside `f`.
struct GuardedCallbacks: Sendable {
  /// What a flag of the same object is set to beside the callback.
  enum Setting: Hashable, Sendable {
    case constant(Int64)
    /// A copy of this field of some object.
    case copy(FieldKey)
  }

  /// A flag and what it is set to.
  struct Guard: Hashable, Sendable {
    let flag: FieldKey
    let setting: Setting
  }

  private struct Installation: Hashable {
    let field: FieldKey
    let callback: NameID
  }

  private var guards: [Installation: [Guard]] = [:]
  /// The fields that a context can usefully say something about.
  private(set) var assumable: Set<FieldKey> = []

  init(_ index: ProgramIndex) {
    for position in index.functions.indices { collect(index.functions[position]) }
    assumable = Set(
      guards.values.joined().flatMap { one in
        if case .copy(let source) = one.setting { [one.flag, source] } else { [one.flag] }
      })
  }

  /// What is set at every place that installs this callback in this field.
  func guards(of callback: NameID, in field: FieldKey) -> [Guard] {
    guards[Installation(field: field, callback: callback)] ?? []
  }

  /// The flags that are tied to callbacks of a field.
  func flags(of field: FieldKey) -> Set<FieldKey> {
    Set(guards.lazy.filter { $0.key.field == field }.flatMap { $0.value.map(\.flag) })
  }

  private mutating func collect(_ function: CanonicalFunction) {
    var callbacks: [(installation: Installation, base: ValueID)] = []
    var settings: [(guard: Guard, base: ValueID)] = []
    for store in function.stores {
      guard case .field(let base, let record, let name) = function[store.address] else { continue }
      let field = FieldKey(record: record, name: name)
      switch function[store.value] {
      case .function(let symbol):
        callbacks.append((Installation(field: field, callback: symbol), base))
      case .constant(let constant):
        settings.append((Guard(flag: field, setting: .constant(constant)), base))
      case .load(let source):
        guard let copied = function.field(at: source) else { continue }
        settings.append((Guard(flag: field, setting: .copy(copied)), base))
      default: continue
      }
    }
    for callback in callbacks {
      let here = settings.filter { $0.base == callback.base }.map(\.guard)
      guards[callback.installation] =
        guards[callback.installation].map { $0.filter(here.contains) } ?? here
    }
  }
}
