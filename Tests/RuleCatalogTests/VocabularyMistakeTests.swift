import RuleCatalog
import Testing

/// Mistakes in a vocabulary file: the exact failure, with its place.
@Suite struct VocabularyMistakeTests {
  struct Mistake: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    /// Makes the expected failure from the path of the file.
    let failure: @Sendable (_ at: (Int, Int) -> CatalogPlace) -> CatalogFailure

    init(
      _ name: String, _ text: String,
      _ failure: @escaping @Sendable (_ at: (Int, Int) -> CatalogPlace) -> CatalogFailure
    ) {
      testDescription = name
      self.text = text
      self.failure = failure
    }
  }

  static let mistakes: [Mistake] = [
    Mistake("an unknown section", "function: []\n") { at in
      .unknownKey(
        at(1, 1), key: "function", of: "'vocabulary'",
        allowed: [
          "functions", "externals", "fields", "probes", "gfp", "transparent-records",
          "guard-records",
          "nested-locks", "last-users", "handed-on", "removals", "clearing-allocators", "makers",
          "diagnostics",
          "owned-locks", "entry-prefixes", "method-lists", "embedded-objects", "named-fields",
          "lock-writers",
          "queued-io", "softirq-queues", "where-named",
        ])
    },
    Mistake("more than functions for one configuration", "where-named: f\nowned-locks: []\n") {
      at in
      .unknownKey(
        at(2, 1), key: "owned-locks", of: "'vocabulary'", allowed: ["where-named", "functions"])
    },
    Mistake("an unknown effect", "functions:\n  - names: [f]\n    effects: [{lock: {object: 0}}]\n")
    {
      at in
      .unknownKey(
        at(3, 16), key: "lock", of: "'effects'",
        allowed: [
          "acquire", "release", "release-if", "enter", "leave", "wait", "signal", "arm", "disarm",
          "schedule", "allocate", "submit", "callback", "queue", "flush", "create-queue", "sleep",
          "fault",
          "test-context", "assert-held", "last-reference", "take-reference", "set-class", "attach",
          "no-return", "test-bit", "set-bit", "clear-bit", "wake", "current-task", "if-set",
        ])
    },
    Mistake(
      "an unknown key of an effect",
      "functions:\n  - names: [f]\n    effects:\n      - acquire: {objcet: 0, kind: mutex}\n"
    ) { at in
      .unknownKey(
        at(4, 19), key: "objcet", of: "'acquire'",
        allowed: ["object", "kind", "mode", "try", "success"])
    },
    Mistake("a missing key", "functions:\n  - names: [f]\n    effects: [{wait: {object: 0}}]\n") {
      at in
      .missingKey(at(3, 22), key: "kind", of: "'wait'")
    },
    Mistake("missing effects", "functions:\n  - names: [f]\n") { at in
      .missingKey(at(2, 5), key: "effects", of: "'functions'")
    },
    Mistake(
      "a kind that does not exist",
      "functions:\n  - names: [f]\n    effects: [{release: {object: 0, kind: mutx}}]\n"
    ) { at in
      .unknownWord(
        at(3, 43), key: "kind", word: "mutx",
        allowed: [
          "mutex", "rwsem", "spinlock", "rwlock", "semaphore", "seqlock", "rt-mutex", "ww-mutex",
          "percpu-rwsem", "bit-lock", "folio-lock", "buffer-lock", "local-lock",
          "sleeping-spinlock", "sleeping-rwlock",
        ])
    },
    Mistake(
      "a kind of another family",
      "functions:\n  - names: [f]\n    effects: [{wait: {object: 0, kind: mutex}}]\n"
    ) { at in
      .unknownWord(
        at(3, 40), key: "kind", word: "mutex",
        allowed: ["completion", "wait-queue", "bit", "writeback", "grace-period", "mempool"])
    },
    Mistake(
      "an unknown section word",
      "functions:\n  - names: [f]\n    effects: [{enter: {section: irq}}]\n"
    ) { at in
      .unknownWord(
        at(3, 33), key: "section", word: "irq",
        allowed: [
          "method", "rcu", "rcu-bh", "rcu-sched", "srcu", "preemption-off", "irq-off",
          "irq-line-off", "faults-off", "bh-off",
          "memalloc-noio", "memalloc-nofs", "memalloc-noreclaim",
        ])
    },
    Mistake("an unknown context", "fields:\n  - {field: a.b, context: interrupt}\n") { at in
      .unknownWord(
        at(2, 27), key: "context", word: "interrupt", allowed: CallContext.allCases.map(\.rawValue))
    },
    Mistake(
      "an argument before the first",
      "functions:\n  - names: [f]\n    effects: [{arm: {object: -1}}]\n"
    ) { at in
      .wrongType(at(3, 30), key: "object", expected: "the index of an argument, from 0")
    },
    Mistake(
      "an object that is no object",
      "functions:\n  - names: [f]\n    effects: [{arm: {object: first}}]\n"
    ) { at in
      .wrongType(
        at(3, 30), key: "object",
        expected:
          "the index of an argument from 0, 'return', 'caller', {value: ...}, {field: ...} or "
          + "{named: ...}")
    },
    Mistake(
      "a flag that is no flag",
      "functions:\n  - names: [f]\n    effects: [{schedule: {timed: maybe}}]\n"
    ) { at in
      .wrongType(at(3, 34), key: "timed", expected: "true or false")
    },
    Mistake("names that are no list", "functions:\n  - names: f\n    effects: []\n") { at in
      .wrongType(at(2, 12), key: "names", expected: "a list of function names")
    },
    Mistake("a name that C does not allow", "functions:\n  - names: [f()]\n    effects: []\n") {
      at in
      .wrongType(at(2, 13), key: "names", expected: "the name of a C function")
    },
    Mistake("a field without its record", "fields:\n  - {field: func, context: work}\n") { at in
      .wrongType(at(2, 13), key: "field", expected: "a field, as record.field")
    },
    Mistake(
      "a hold that is no acquisition",
      "fields:\n  - field: a.b\n    context: work\n    holds: [{sleep: {}}]\n"
    ) { at in
      .wrongType(at(4, 13), key: "holds", expected: "a list of acquire and enter effects")
    },
    Mistake(
      "a flag without a bit",
      "functions:\n  - names: [f]\n    effects: [{if-set: {argument: 0, bits: 0, effects: []}}]\n"
    ) { at in
      .wrongType(at(3, 44), key: "bits", expected: "a number with the bits")
    },
    Mistake(
      "two effects in one",
      "functions:\n  - names: [f]\n    effects: [{sleep: {}, no-return: {}}]\n"
    ) { at in
      .wrongType(
        at(3, 15), key: "effects",
        expected:
          "a mapping with exactly one key: acquire, release, release-if, enter, leave, wait, "
          + "signal, arm, disarm, schedule, allocate, submit, callback, queue, flush, create-queue, sleep, "
          + "fault, test-context, assert-held, last-reference, take-reference, set-class, attach, "
          + "no-return, test-bit, set-bit, clear-bit, wake, current-task, if-set")
    },
    Mistake(
      "the same function twice",
      "functions:\n  - names: [f, g]\n    effects: []\n  - names: [g]\n    effects: []\n"
    ) { at in
      .repeated(at(4, 13), what: "the function", name: "g", firstLine: 2)
    },
    Mistake(
      "the same field twice",
      "fields:\n  - {field: a.b, context: work}\n  - {fields: [a.c, a.b], context: irq}\n"
    ) { at in
      .repeated(at(3, 20), what: "the field", name: "a.b", firstLine: 2)
    },
    Mistake("the same key twice", "functions: []\nfunctions: []\n") { at in
      .repeated(at(1, 1), what: "the key", name: "functions", firstLine: 1)
    },
    Mistake(
      "a probe's version that is none",
      "probes:\n  - {id: a, since: new, file: b.c, function: f, calls: [g]}\n"
    ) { at in
      .wrongType(at(2, 20), key: "since", expected: "a kernel version such as 5.17")
    },
    Mistake(
      "a probe that nobody defines",
      "functions:\n  - names: [f]\n    effects: [{allocate: {gfp: 0, ignores-mask-unless: new}}]\n"
    ) { at in
      .unknownProbe(at(3, 15), id: "new", known: ["vmalloc-honours-mask"])
    },
    Mistake("broken YAML", "functions:\n  - names: [f\n    effects: []\n") { at in
      .brokenYAML(at(3, 12), problem: "did not find expected ',' or ']'")
    },
    Mistake("an empty file", "") { at in .brokenYAML(at(1, 1), problem: "the file is empty") },
  ]

  @Test(arguments: mistakes) func isReportedWhereItIs(_ mistake: Mistake) throws {
    let folder = try ScratchFolder(["vocabulary/base.yaml": Shipped.base])
    let path = try folder.write(mistake.text, to: "elsewhere/mine.yaml")
    let expected = mistake.failure { CatalogPlace(file: path, line: $0, column: $1) }
    #expect(throws: expected) { try CatalogLoader(folder: folder.url).load(vocabulary: [path]) }
  }

  @Test(arguments: mistakes) func isOneLineThatStartsWithItsPlace(_ mistake: Mistake) {
    let failure = mistake.failure { CatalogPlace(file: "mine.yaml", line: $0, column: $1) }
    let text = failure.description
    #expect(text.hasPrefix("mine.yaml:"))
    #expect(!text.contains("\n"))
  }

  @Test func theDescriptionNamesTheKeyAndWhatToWrite() {
    let place = CatalogPlace(file: "mine.yaml", line: 4, column: 9)
    let failure = CatalogFailure.unknownWord(
      place, key: "kind", word: "mutx", allowed: ["rwsem", "mutex"])
    #expect(failure.description == "mine.yaml:4:9: unknown kind 'mutx'; use one of mutex, rwsem")
  }
}
