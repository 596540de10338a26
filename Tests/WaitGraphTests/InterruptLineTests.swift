import Testing
import WaitGraph

/// Lines of interrupts that have one name in many drivers.
@Suite struct InterruptLineTests {
  private static let bus = """
    struct device { struct mutex lock; int line; };

    """
  /// A driver whose handler asks for the lock of the device.
  private static let locking = """
    static void first_handler(void *data) { struct device *d = data; lock(&d->lock); unlock(&d->lock); }
    void first_open(struct device *d) { request_line(d->line, first_handler, d); }

    """
  /// A driver whose handler does not.
  private static let plain = """
    static void second_handler(void *data) { nap(); }
    void second_open(struct device *d) { request_line(d->line, second_handler, d); }

    """
  private static let closes = """
    void close(struct device *d) { lock(&d->lock); stop_line(d->line); unlock(&d->lock); }

    """

  private func cycles(_ files: [String: String]) throws -> Int {
    let graph = try Snippet(files: files.mapValues { Self.bus + $0 }).graph
    let executions = ExecutionTable(graph: graph)
    return ExecutionCycleFinder(graph: graph, executions: executions).cycles().count
  }

  @Test func aDriverWaitsForItsOwnHandler() throws {
    #expect(try cycles(["a.c": Self.locking, "b.c": Self.plain + Self.closes]) == 0)
    #expect(try cycles(["a.c": Self.locking + Self.closes, "b.c": Self.plain]) == 1)
  }

  @Test func aLibraryWaitsForAnyHandler() throws {
    #expect(try cycles(["a.c": Self.locking, "b.c": Self.plain, "c.c": Self.closes]) == 1)
  }
}
