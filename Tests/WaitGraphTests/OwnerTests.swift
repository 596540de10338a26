import Testing
import WaitGraph

/// Locks of which each owner has a class of its own.
@Suite struct OwnerTests {
  private static let socket = """
    struct sock { struct mutex lock; };
    extern struct mutex devices;

    """
  private static let closes = """
    void close(struct sock *s) { lock(&s->lock); lock(&devices); unlock(&devices); unlock(&s->lock); }
    """
  private static let leaves = """
    void leave(struct sock *s) { lock(&devices); lock(&s->lock); unlock(&s->lock); unlock(&devices); }
    """

  private func otherOwners(_ first: String, _ second: String) throws -> [Int] {
    let graph = try Snippet(files: [
      first: Self.socket + Self.closes, second: Self.socket + Self.leaves,
    ]).graph
    return LockCycleFinder(graph: graph).cycles().map { graph.otherOwners(in: $0) }
  }

  @Test func tasksOfOneFolderHaveOneOwner() throws {
    #expect(try otherOwners("inet/close.c", "inet/leave.c") == [0])
  }

  @Test func whatIsAboveAFolderMayWorkForIt() throws {
    #expect(try otherOwners("net/close.c", "net/inet/leave.c") == [0])
  }

  @Test func tasksOfTwoFoldersHaveTwo() throws {
    #expect(try otherOwners("inet/close.c", "packet/leave.c") == [1])
  }
}
