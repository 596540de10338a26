/// The functions of a call graph, each after those that it calls but for recursions.
struct CallPostorder {
  /// Positions of functions.
  let functions: [Int]

  /// `callees`: for each function, the positions of those that it calls.
  ///
  /// - Complexity: linear in the calls.
  init(callees: [[Int]]) {
    var finished: [Int] = []
    finished.reserveCapacity(callees.count)
    var visited = [Bool](repeating: false, count: callees.count)
    for start in callees.indices where !visited[start] {
      visited[start] = true
      var stack: [(function: Int, next: Int)] = [(start, 0)]
      while let top = stack.last {
        guard top.next < callees[top.function].count else {
          finished.append(top.function)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let callee = callees[top.function][top.next]
        if !visited[callee] {
          visited[callee] = true
          stack.append((callee, 0))
        }
      }
    }
    functions = finished
  }
}
