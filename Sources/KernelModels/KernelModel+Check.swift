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
    let program = try program(variant, sizes: sizes)
    return ModelReport(
      model: name, variant: variant, sizes: try resolved(sizes: sizes),
      exploration: explorer.explore(program, isCancelled: isCancelled))
  }

  /// What leaving out each element of the fix brings back, in the order of the switches.
  ///
  /// - Throws: ``KernelModelError`` for a size that the model does not have.
  package func switchTable(
    sizes: [String: Int] = [:], explorer: Explorer = Explorer(),
    isCancelled: () -> Bool = { false }
  ) throws(KernelModelError) -> [ModelReport] {
    var rows: [ModelReport] = []
    for element in switches {
      rows.append(
        try check(
          .without(element.name), sizes: sizes, explorer: explorer, isCancelled: isCancelled))
    }
    return rows
  }
}
