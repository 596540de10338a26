import RuleCatalog
import Testing

/// How each form of an effect is read.
@Suite struct EffectFormTests {
  static let forms: [(String, Effect)] = [
    (
      "acquire: {object: 1, kind: rwsem, mode: read, try: true, success: nonzero}",
      .acquire(.argument(1), kind: .rwsem, mode: .read, tries: true, success: .nonzero)
    ),
    (
      "acquire: {object: 0, kind: mutex}",
      .acquire(.argument(0), kind: .mutex, mode: .exclusive, tries: false, success: .always)
    ),
    (
      "acquire: {object: return, kind: folio-lock, success: nonzero}",
      .acquire(.returned, kind: .folioLock, mode: .exclusive, tries: false, success: .nonzero)
    ),
    (
      "release: {object: {named: folio lock}, kind: folio-lock}",
      .release(.named("folio lock"), kind: .folioLock, mode: .exclusive)
    ),
    (
      "release-if: {object: 0, kind: rwsem, mode: read, bits: [10, 14]}",
      .releaseIf(.argument(0), kind: .rwsem, mode: .read, bits: [10, 14])
    ),
    (
      "if-set: {argument: 2, bits: 6, effects: [{enter: {section: rcu}}]}",
      .ifSet(argument: 2, bits: 6, [.enter(kind: .rcu, object: nil)])
    ),
    ("enter: {section: rcu}", .enter(kind: .rcu, object: nil)),
    ("leave: {section: srcu, object: 0}", .leave(kind: .srcu, object: .argument(0))),
    (
      "wait: {object: 0, kind: bit, bit: 1, timed: true}",
      .wait(.argument(0), kind: .bit, bit: 1, timed: true)
    ),
    ("signal: {object: 1, kind: bit, bit: 0}", .signal(.argument(1), kind: .bit, bit: 0)),
    ("arm: {object: 0}", .arm(.argument(0))),
    ("disarm: {object: 0}", .disarm(.argument(0))),
    ("schedule: {}", .schedule(timed: false)),
    ("schedule: {timed: true}", .schedule(timed: true)),
    (
      "allocate: {gfp: 1, pool: 0}",
      .allocate(gfp: .argument(1), pool: .argument(0), ignoresMaskUnless: nil)
    ),
    (
      "allocate: {gfp: GFP_NOIO, ignores-mask-unless: vmalloc-honours-mask}",
      .allocate(
        gfp: .constant("GFP_NOIO"), pool: nil, ignoresMaskUnless: "vmalloc-honours-mask")
    ),
    (
      "submit: {object: 0, callback-field: bio.bi_end_io}",
      .submit(
        .argument(0), callbackField: "bio.bi_end_io", callbackArgument: nil, waits: false)
    ),
    (
      "submit: {object: 0, callback-argument: 2, waits: true}",
      .submit(.argument(0), callbackField: nil, callbackArgument: 2, waits: true)
    ),
    (
      "callback: {argument: 1, context: threaded-irq, object: 4}",
      .callback(argument: 1, context: .threadedIRQ, objects: [.argument(4)])
    ),
    (
      "callback: {argument: 1, context: irq, objects: [4, 0]}",
      .callback(argument: 1, context: .irq, objects: [.argument(4), .argument(0)])
    ),
    (
      "callback: {argument: 1, field: nb.call, context: process, holds: [{acquire: {object: 0, kind: mutex}}]}",
      .callback(
        argument: 1, field: "nb.call", context: .process, objects: [],
        holds: [
          .acquire(
            .argument(0), kind: .mutex, mode: .exclusive, tries: false, success: .always)
        ])
    ),
    (
      "wait: {object: {value: 0}, kind: wait-queue}",
      .wait(.value(0), kind: .waitQueue, bit: nil, timed: false)
    ),
    (
      "queue: {object: 1, kind: work, queue: 0}",
      .queue(.argument(1), kind: .work, queue: .argument(0))
    ),
    ("flush: {object: 0, kind: workqueue}", .flush(.argument(0), kind: .workqueue)),
    (
      "flush: {object: 0, kind: work, cancels: true}",
      .flush(.argument(0), kind: .work, cancels: true)
    ),
    ("create-queue: {ordered: true}", .createQueue(ordered: true, maxActive: nil)),
    ("create-queue: {max-active: 2}", .createQueue(ordered: false, maxActive: 2)),
    ("sleep: {}", .sleep(unless: nil)),
    ("sleep: {unless: interrupt}", .sleep(unless: .interrupt)),
    ("fault: {lock: {named: mmap}}", .fault(lock: .named("mmap"))),
    ("test-context: {}", .testContext),
    ("assert-held: {object: 0}", .assertHeld(.argument(0))),
    (
      "attach: {object: return, table: 3}",
      .attach(.returned, table: .argument(3))
    ),
    ("set-class: {object: 0, key: 2}", .setClass(.argument(0), key: 2)),
    ("wake: {task: 0}", .wake(task: 0)), ("current-task: {}", .currentTask),
    ("test-bit: {}", .testBit),
    ("set-bit: {}", .setBit),
    ("clear-bit: {}", .clearBit),
    ("take-reference: {}", .takeReference),
    ("no-return: {}", .noReturn),
  ]

  @Test(arguments: forms) func isRead(_ text: String, _ effect: Effect) throws {
    let folder = try ScratchFolder(["vocabulary/base.yaml": Shipped.base])
    let path = try folder.write(
      "functions:\n  - names: [f]\n    effects: [{\(text)}]\n", to: "elsewhere/mine.yaml")
    let catalog = try CatalogLoader(folder: folder.url).load(vocabulary: [path])
    #expect(catalog.vocabulary.functions["f"] == [effect])
  }
}
