/// Which allocation mask a function allocates with.
package enum GFPSpec: Hashable, Sendable {
  /// The argument with this index, from 0.
  case argument(Int)
  /// A mask by its macro's name: `GFP_KERNEL`.
  case constant(String)
}
