/// A patch of one hunk from the first to the last line that differs.
func patch(_ path: String, _ old: [String], _ new: [String]) -> String {
  var head = 0
  while head < min(old.count, new.count), old[head] == new[head] { head += 1 }
  var tail = 0
  while tail < min(old.count, new.count) - head,
    old[old.count - 1 - tail] == new[new.count - 1 - tail]
  {
    tail += 1
  }
  let first = max(0, head - 3)
  let context = min(3, tail)
  let removed = old[head..<(old.count - tail)]
  let added = new[head..<(new.count - tail)]
  let before = old[first..<head].map { " " + $0 }
  let after = old[(old.count - tail)..<(old.count - tail + context)].map { " " + $0 }
  let body = before + removed.map { "-" + $0 } + added.map { "+" + $0 } + after
  let counts = (
    before.count + removed.count + after.count, before.count + added.count + after.count
  )
  return """
    --- a/\(path)
    +++ b/\(path)
    @@ -\(first + 1),\(counts.0) +\(first + 1),\(counts.1) @@
    \(body.joined(separator: "\n"))

    """
}
