/// A call in the code.
struct CodeSite: Hashable {
  /// The plain name of the function that it stands in.
  let function: String
  /// Its node in the control flow.
  let node: Int
  let line: Int
  /// What is called: the function, and the macro that expands to the call.
  let names: Set<String>
  let effects: [CodeEffect]
}
