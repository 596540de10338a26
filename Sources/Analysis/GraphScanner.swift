package import Findings
import KernelTree
import RuleEngine
import WaitGraph

/// Looks into the lock and wait graph of a tree, as a scan builds it.
package struct GraphScanner: Sendable {
  package init() {}

  /// The graph itself: of a corpus, those of all its files together.
  ///
  /// - Parameters:
  ///   - request: what to read, and how.
  ///   - progress: called from any task, also from several at once.
  /// - Returns: all resources and edges.
  /// - Throws: what makes the request as a whole impossible.
  package func resources(
    _ request: ScanRequest, progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> ResourceGraph {
    let graphs = try await queries(request, progress).map(\.resources)
    return ResourceGraph(
      resources: graphs.flatMap(\.resources), edges: graphs.flatMap(\.edges)
    ).markingCycles
  }

  /// The evidence that answers a question, a task each; none if there is none.
  ///
  /// - Parameters:
  ///   - question: what to look for.
  ///   - request: what to read, and how.
  ///   - progress: called from any task, also from several at once.
  /// - Returns: the paths, best evidence first.
  /// - Throws: what makes the request as a whole impossible.
  package func answer(
    _ question: GraphQuestion, _ request: ScanRequest,
    progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> [Findings.Task] {
    try await queries(request, progress).flatMap { query in
      switch question {
      case .blocks(let function): query.blocking(function)
      case .atomic(let function): query.atomic(function)
      case .edge(let from, let to): query.edge(from: from, to: to)
      }
    }
  }

  /// Holds lock orders that a kernel recorded against those of a tree's graph.
  ///
  /// - Parameters:
  ///   - record: what was recorded.
  ///   - request: what to read, and how.
  ///   - progress: called from any task, also from several at once.
  /// - Returns: what the graph has of them, and what it lacks.
  /// - Throws: what makes the request as a whole impossible.
  package func compare(
    _ record: OrderRecord, _ request: ScanRequest,
    progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> OrderComparison {
    let scanner = Scanner()
    var request = request
    request.detail = .orders
    let reading = try await scanner.read(request, progress: progress)
    let graphs = try scanner.graphs(of: reading, progress: progress)
    guard let graph = graphs.first, graphs.count == 1 else {
      throw ScanFailure.noSingleProgram(path: request.path)
    }
    let comparison = LockOrderComparison(record.orders, with: graph)
    return OrderComparison(
      found: comparison.seen.map {
        OrderComparison.Found(
          held: $0.order.held.text, acquired: $0.order.acquired.text, isDirect: $0.order.isDirect,
          way: $0.isByType ? .type : .path)
      },
      missing: comparison.missed.map {
        OrderComparison.Missing(
          held: $0.order.held.text, acquired: $0.order.acquired.text, isDirect: $0.order.isDirect,
          reason: $0.cause.rawValue)
      },
      unrecorded: comparison.onlyStatic.map {
        OrderComparison.Order(held: $0.held, acquired: $0.acquired)
      })
  }

  private func queries(
    _ request: ScanRequest, _ progress: @escaping @Sendable (ScanEvent) -> Void
  ) async throws -> [EvidenceQuery] {
    let scanner = Scanner()
    let reading = try await scanner.read(request, progress: progress)
    return try scanner.graphs(of: reading, progress: progress).map(EvidenceQuery.init(graph:))
  }
}
