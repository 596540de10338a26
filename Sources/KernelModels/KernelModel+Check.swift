package import ModelChecker

extension KernelModel {
  /// Explores one variant.
  ///
  /// `isCancelled` is asked every thousand states; a cancelled check is inconclusive with the states so
  /// far.
  ///
  /// - Throws: ``KernelModelError`` for a variant or size that the model does not have.
  package func check(
    _ variant: ModelVariant, sizes: [String: Int] = [:], explorer: Explorer = Explorer(),
    isCancelled: () -> Bool = { false }
  ) throws(KernelModelError) -> ModelReport {
    let exploration = explorer.explore(
      try program(variant, sizes: sizes), isCancelled: isCancelled)
    return ModelReport(
      model: name, variant: variant, sizes: try resolved(sizes: sizes), exploration: exploration)
  }
}
