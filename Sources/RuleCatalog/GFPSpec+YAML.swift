extension GFPSpec {
  /// Reads the index of an argument, or the name of a macro.
  init(_ value: YAMLValue) throws(CatalogFailure) {
    if value.integer != nil {
      self = .argument(try value.argument())
    } else {
      self = .constant(
        try value.string("the index of an argument from 0, or a macro's name such as GFP_KERNEL"))
    }
  }
}
