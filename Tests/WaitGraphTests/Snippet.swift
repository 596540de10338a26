import Extraction
import Foundation
import LockIR
import RuleCatalog
import WaitGraph

/// A few lines of C over primitives of our own, and the graph of them.
struct Snippet {
  let graph: WaitGraph

  init(_ text: String, followsAll: Bool = false) throws {
    try self.init(files: ["snippet.c": text], followsAll: followsAll)
  }

  /// Several files, by their paths.
  init(files: [String: String], followsAll: Bool = false) throws {
    let root = FileManager.default.temporaryDirectory.path
    let units = try files.sorted { $0.key < $1.key }.map { file, text in
      try UnitExtractor().extract(
        ExtractionRequest(
          file: "\(root)/\(file)", arguments: ["-std=gnu11"], workingDirectory: "/", roots: [root],
          unsavedFiles: ["\(root)/\(file)": Self.declarations + text],
          macroConstants: Self.vocabulary.gfp.names))
    }
    graph = GraphBuilder.build(
      units, vocabulary: Self.vocabulary, detail: followsAll ? .orders : .report)
  }

  /// What is held over which operation, as `held -> resource`, sorted, each once.
  var edges: [String] {
    let lines = graph.holdEdges.map { edge in
      let effect = graph[edge.effect]
      return "\(name(edge.held.use.resource)) -> \(effect.resource.map(name) ?? "sleep")"
    }
    return Set(lines).sorted()
  }

  /// The cycles, as the kinds of their edges.
  var cycles: [[EdgeKind]] { CycleFinder(graph: graph).cycles().map { $0.edges.map(\.kind) } }

  private func name(_ resource: ResourceID) -> String {
    graph.resources.name(of: resource, in: graph.index.program)
  }

  private static let declarations = """
    #define IO 1
    #define FS 2
    #define RECLAIM 4
    struct map { int x; };
    struct key { int x; };
    struct spinlock { int x; };
    struct mutex { int x; struct map map; };
    struct event { int x; };
    struct queue { struct spinlock lock; };
    struct readers { int x; };
    struct work { void (*func)(struct work *); };
    void lock(struct mutex *m);
    int lock_interruptible(struct mutex *m);
    int trylock(struct mutex *m);
    void unlock(struct mutex *m);
    void spin(struct spinlock *l);
    void unspin(struct spinlock *l);
    void set_class(struct map *m, struct key *k);
    void wait(struct event *e);
    void signal(struct event *e);
    void wake(struct queue *q);
    void read(struct readers *r);
    void unread(struct readers *r);
    void *alloc(unsigned mask);
    void nap(void);
    void scope(void);
    void unscope(void);
    void queue(struct work *w);
    void request_line(int line, void (*handler)(void *), void *data);
    void stop_line(int line);
    #line 1

    """

  private static let vocabulary = Vocabulary(
    functions: [
      "lock": [
        .acquire(.argument(0), kind: .mutex, mode: .exclusive, tries: false, success: .always)
      ],
      "lock_interruptible": [
        .acquire(.argument(0), kind: .mutex, mode: .exclusive, tries: false, success: .zero)
      ],
      "trylock": [
        .acquire(.argument(0), kind: .mutex, mode: .exclusive, tries: true, success: .nonzero)
      ],
      "unlock": [.release(.argument(0), kind: .mutex, mode: .exclusive)],
      "spin": [
        .acquire(.argument(0), kind: .spinlock, mode: .exclusive, tries: false, success: .always)
      ],
      "unspin": [.release(.argument(0), kind: .spinlock, mode: .exclusive)],
      "set_class": [.setClass(.argument(0), key: 1)],
      "wait": [.wait(.argument(0), kind: .completion, bit: nil, timed: false)],
      "signal": [.signal(.argument(0), kind: .completion, bit: nil)],
      "wake": [.signal(.argument(0), kind: .waitQueue, bit: nil)],
      "read": [.enter(kind: .srcu, object: .argument(0))],
      "unread": [.leave(kind: .srcu, object: .argument(0))],
      "nap": [.sleep(unless: nil)],
      "alloc": [.allocate(gfp: .argument(0), pool: nil, ignoresMaskUnless: nil)],
      "scope": [.enter(kind: .memallocNoIO, object: nil)],
      "unscope": [.leave(kind: .memallocNoIO, object: nil)],
      "queue": [.queue(.argument(0), kind: .work, queue: nil)],
      "request_line": [.callback(argument: 1, context: .threadedIRQ, objects: [.argument(0)])],
      "stop_line": [.flush(.argument(0), kind: .irq)],
    ],
    fields: ["work.func": FieldContract(field: "work.func", context: .work, holds: [])],
    probes: [], gfp: GFPFlags(io: ["IO"], fs: ["FS"], directReclaim: ["RECLAIM"]),
    transparentRecords: ["queue"], ownedLocks: ["sock.lock": "core"], maskMacros: [])
}
