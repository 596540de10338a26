/// One scripted mistake.
struct Mutation {
  let kind: String
  let rules: [String]
  let function: String
  let change: (inout [String]) -> Void
}
