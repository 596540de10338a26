import Foundation
import KernelModels
import RuleCatalog
import Testing

/// Each model does what the corpus file of its subsystem does.
@Suite struct ModelDriftTests {
  private static let corpus = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Corpus")

  private func file(of model: KernelModel, _ variant: ModelVariant) -> URL {
    Self.corpus.appending(path: "\(model.rule)/\(model.name)-\(variant).c")
  }

  private func comparison(
    of model: KernelModel, _ variant: ModelVariant, replacing text: String? = nil
  ) async throws -> ModelComparison {
    let vocabulary = try CatalogLoader().load().vocabulary
    return ModelComparison(
      title: "\(model.name) \(variant)", tasks: try model.tasks(variant),
      simplifications: model.simplifications,
      code: try await Code(
        file: file(of: model, variant).path, vocabulary: vocabulary, replacing: text))
  }

  @Test(arguments: KernelModels.all.map(\.name))
  func aModelDoesWhatItsCodeDoes(name: String) async throws {
    let model = try KernelModels.model(named: name)
    let functions = Set(
      try model.variants.flatMap { try model.tasks($0) }.flatMap(\.operations).map(\.function))
    var unneeded = Set(
      model.simplifications.filter { !$0.calls.isEmpty || !functions.contains($0.function) })
    for variant in [ModelVariant.buggy, .fixed] {
      let comparison = try await comparison(of: model, variant)
      for drift in comparison.drifts { Issue.record("\(drift)") }
      unneeded.subtract(comparison.needed)
    }
    for simplification in unneeded { Issue.record("not needed: \(simplification)") }
  }

  // MARK: The comparison notices

  /// What the comparison says of a model whose code is another text.
  private func drifts(
    of name: String, _ variant: ModelVariant, replacing old: String, with new: String
  ) async throws -> [String] {
    let model = try KernelModels.model(named: name)
    let text = try String(contentsOf: file(of: model, variant), encoding: .utf8)
    let changed = text.replacingOccurrences(of: old, with: new)
    try #require(changed != text)
    return try await comparison(of: model, variant, replacing: changed).drifts.map(\.description)
  }

  @Test(
    arguments: [
      // A line of the fix is gone.
      (
        "dm-bufio", "noio_flag = memalloc_noio_save();", "noio_flag = 0;",
        "alloc_buffer_data .*: expected a call of memalloc_noio_save, seen .*__vmalloc"
      ),
      // A function has another name.
      (
        "dm-thin", "get_next_thin", "next_thin_of",
        "get_next_thin .*: expected the function, seen none of that name"
      ),
      // The next device is held after the section.
      (
        "dm-thin", "thin_get(next);\n\t\tthin_put(tc);\n\t\trcu_read_unlock();",
        "rcu_read_unlock();\n\t\tthin_get(next);\n\t\tthin_put(tc);",
        "thin_get .*: expected atomic_inc after rcu_read_lock of get_next_thin, seen no such path"
      ),
      // The wait comes before the last reference is dropped.
      (
        "dm-thin", "thin_put(tc);\n\twait_for_completion(&tc->can_destroy);",
        "wait_for_completion(&tc->can_destroy);\n\tthin_put(tc);",
        "thin_dtr .*: expected wait_for_completion after complete of thin_put, seen no such path"
      ),
      // Another lock.
      (
        "dm-snapshot", "retry:\n\tdown_read(&_origins_lock);",
        "extern struct rw_semaphore other;\nretry:\n\tdown_read(&other);",
        "do_origin .*: expected down_read on _origins_lock, seen other"
      ),
      // One lock more.
      (
        "dm-snapshot", "list_del(&s->list);", "list_del(&s->list);\n\tdown_write(&s->lock);",
        "unregister_snapshot .*: expected no more than the model does, seen down_write"
      ),
      // The buffer is let go before its read is submitted.
      (
        "dm-verity",
        "if (submit)\n\t\t\tsubmit_io(buffer, REQ_OP_READ, read_endio);\n\t\tdm_bufio_release(buffer);",
        "dm_bufio_release(buffer);\n\t\tif (submit)\n\t\t\tsubmit_io(buffer, REQ_OP_READ, read_endio);",
        "dm_bufio_prefetch .*: expected submit_io after dm_bufio_unlock of dm_bufio_prefetch, seen no"
      ),
    ] as [(String, String, String, String)])
  func aChangeOfTheCodeIsFound(
    model: String, old: String, new: String, message: String
  ) async throws {
    let drifts = try await drifts(of: model, .fixed, replacing: old, with: new)
    #expect(
      drifts.contains { $0.range(of: message, options: .regularExpression) != nil }, "\(drifts)")
  }

  /// The scope is opened only after the allocation.
  @Test func anExchangeInAModelIsFound() async throws {
    let model = try KernelModels.model(named: "dm-bufio")
    let comparison = try await comparison(of: model, .fixed)
    let drifts = comparison.exchanging("memalloc_noio_save", "__vmalloc").drifts
    #expect(
      drifts.contains { $0.expected.hasPrefix("memalloc_noio_restore after memalloc_noio_save") },
      "\(drifts)")
  }

  @Test func anOperationThatAModelLacksIsFound() async throws {
    let model = try KernelModels.model(named: "dm-snapshot")
    let comparison = try await comparison(of: model, .fixed)
    let drifts = comparison.without("up_read", in: "wait_for_in_progress").drifts
    #expect(
      drifts.map(\.description).contains {
        $0.hasPrefix("dm-snapshot fixed: wait_for_in_progress (dm-snapshot-fixed.c:")
          && $0.hasSuffix("expected no more than the model does, seen up_read")
      })
  }
}
