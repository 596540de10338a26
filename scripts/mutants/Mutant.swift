/// A mistake in a file, and the patch that makes it.
struct Mutant {
  let path: String
  let name: String
  let mutation: Mutation
  let patch: String
}
