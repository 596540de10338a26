import Foundation
import RuleCatalog
import Testing

/// The files in `Rules/`, as they ship.
@Suite struct ShippedCatalogTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Rules")

  /// The names of the shipped vocabulary files.
  static let files: [String] =
    (try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "vocabulary").path))?
    .filter { $0.hasSuffix(".yaml") }.sorted() ?? []

  /// What one shipped file says by itself.
  private func vocabulary(of file: String) throws -> Vocabulary {
    let shipped = Self.folder.appending(path: "vocabulary/\(file)")
    let bits = "gfp: {io: [__GFP_IO], fs: [__GFP_FS], direct-reclaim: [__GFP_DIRECT_RECLAIM]}\n"
    let scratch = try ScratchFolder(["vocabulary/a.yaml": bits])
    try scratch.write(try Data(contentsOf: shipped), to: "vocabulary/\(file)")
    return try CatalogLoader(folder: scratch.url).load().vocabulary
  }

  @Test(arguments: files) func everyVocabularyFileReadsByItself(_ file: String) throws {
    let vocabulary = try vocabulary(of: file)
    #expect(
      !vocabulary.functions.isEmpty || !vocabulary.externals.isEmpty
        || !vocabulary.guardRecords.isEmpty || !vocabulary.variants.isEmpty)
  }

  @Test func noFunctionOrFieldIsInTwoFiles() throws {
    var functions: [String: String] = [:]
    var fields: [String: String] = [:]
    for file in Self.files {
      let vocabulary = try vocabulary(of: file)
      for name in (Array(vocabulary.functions.keys) + vocabulary.externals.keys).sorted() {
        #expect(functions[name] == nil, "\(name) is in \(file) too")
        functions[name] = file
      }
      for name in vocabulary.fields.keys.sorted() {
        #expect(fields[name] == nil, "\(name) is in \(file) too")
        fields[name] = file
      }
    }
    let catalog = try Shipped.catalog()
    #expect(
      functions.count == catalog.vocabulary.functions.count + catalog.vocabulary.externals.count)
    #expect(fields.count == catalog.vocabulary.fields.count)
  }

  static let topics: [(file: String, kinds: Set<ResourceKind>)] = [
    ("mutex.yaml", [.mutex, .rtMutex, .wwMutex, .semaphore]),
    ("rwsem.yaml", [.rwsem, .percpuRwsem, .preemptionOff]),
    ("spinlock.yaml", [.spinlock, .rwlock, .bitLock, .localLock, .irqOff, .bhOff, .preemptionOff]),
    ("seqlock.yaml", [.seqlock, .irqOff, .bhOff]),
    ("rcu.yaml", [.rcu, .rcuBH, .rcuSched, .srcu, .gracePeriod, .bhOff, .preemptionOff]),
    ("completion.yaml", [.completion]),
    ("wait-queue.yaml", [.waitQueue, .spinlock, .irqOff]),
    ("wait-bit.yaml", [.bit, .waitQueue]),
    ("workqueue.yaml", [.work, .workqueue]),
    ("kthread.yaml", [.kthread, .work, .workqueue]),
    ("timer.yaml", [.timer]),
    ("irq.yaml", [.irq, .tasklet, .irqOff, .irqLineOff, .faultsOff, .bhOff, .preemptionOff]),
    ("page.yaml", [.folioLock, .writeback]),
    ("block.yaml", [.bufferLock, .method]),
    ("network.yaml", [.mutex, .napi]),
  ]

  @Test(arguments: topics)
  func aFileSpeaksOfItsTopic(_ file: String, _ kinds: Set<ResourceKind>) throws {
    let effects = try vocabulary(of: file).functions.values.flatMap(\.self)
    #expect(Set(effects.compactMap(\.kind)) == kinds)
  }

  @Test(arguments: [
    ("bio-list-recursion", "error"), ("vmalloc-gfp-mask", "error"),
    ("rwsem-writer-priority", "error"), ("sleep-in-rcu", "error"),
    ("serialized-completion", "error"),
  ])
  func aDocumentedClassIsToldInFull(_ id: String, _ severity: String) throws {
    let rule = try Shipped.catalog().rule(id)
    #expect(rule.severity == severity)
    #expect(rule.corpus == id)
    #expect(rule.model != nil)
    #expect(!rule.references.isEmpty)
    for text in [rule.story, rule.fix, rule.limits] { #expect(text.count > 100) }
  }

  @Test func theRcuRuleLeavesOutReadersThatMaySleep() throws {
    let rule = try Shipped.catalog().rule("sleep-in-rcu")
    guard case .blocking(let sections, let contexts, _) = rule.match else {
      Issue.record("\(rule.match)")
      return
    }
    #expect(sections == [.rcu, .rcuBH, .rcuSched])
    #expect(contexts.isEmpty)
  }

  @Test func theWriterRuleNamesTheLockWhoseWriterItNeeds() throws {
    let rule = try Shipped.catalog().rule("rwsem-writer-priority")
    guard case .cycle(let edges, writerOf: "lock") = rule.match else {
      Issue.record("\(rule.match)")
      return
    }
    #expect(edges.first?.from.kinds == [.rwsem, .percpuRwsem])
    #expect(edges.first?.from.mode == .read)
    #expect(edges.last?.to.same == "lock")
  }
}
