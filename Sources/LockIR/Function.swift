/// A function definition: its storage, its values and its control-flow graph.
package struct Function: Hashable, Sendable, Codable {
  /// What identifies the function in the whole program: its name, or `file::name` when it has
  /// internal linkage, since static names repeat, or when another module has a function of that name.
  package let symbol: NameID
  /// The name in the source.
  package let name: NameID
  /// Whether no other file can name the function.
  package let isInternal: Bool
  package let location: Location
  /// The identifiers written before the name that say more than the type: `static`, `inline`,
  /// `__init`, `__exit`, `noinline`; then those between the parameters and the body: `__acquires`,
  /// `__must_hold`. In source order.
  package let attributes: [NameID]
  package let parameterCount: Int
  /// Parameters first, then automatic variables and temporaries.
  package let locals: [Local]
  package let values: [Value]
  /// The entry is block 0.
  package let blocks: [BasicBlock]

  package init(
    symbol: NameID, name: NameID, isInternal: Bool? = nil, location: Location,
    attributes: [NameID], parameterCount: Int, locals: [Local], values: [Value],
    blocks: [BasicBlock]
  ) {
    self.symbol = symbol
    self.name = name
    self.isInternal = isInternal ?? (symbol != name)
    self.location = location
    self.attributes = attributes
    self.parameterCount = parameterCount
    self.locals = locals
    self.values = values
    self.blocks = blocks
  }

  package subscript(value: ValueID) -> Value { values[Int(value.index)] }
  package subscript(block: BlockID) -> BasicBlock { blocks[Int(block.index)] }
  package subscript(local: LocalID) -> Local { locals[Int(local.index)] }
}
