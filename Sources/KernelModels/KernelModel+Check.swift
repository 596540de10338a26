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
    try trace(variant, sizes: sizes, explorer: explorer, isCancelled: isCancelled).report
  }

  /// Explores one variant, and keeps the schedule as it was found.
  ///
  /// - Throws: ``KernelModelError`` for a variant or size that the model does not have.
  package func trace(
    _ variant: ModelVariant, sizes: [String: Int] = [:], explorer: Explorer = Explorer(),
    isCancelled: () -> Bool = { false }
  ) throws(KernelModelError) -> ModelTrace {
    let exploration = explorer.explore(
      try program(variant, sizes: sizes), isCancelled: isCancelled)
    let report = ModelReport(
      model: name, variant: variant, sizes: try resolved(sizes: sizes), exploration: exploration)
    return ModelTrace(report: report, exploration: exploration)
  }

  /// One variant in Promela, for Spin.
  ///
  /// - Throws: ``KernelModelError`` for a variant or size that the model does not have.
  package func promela(
    _ variant: ModelVariant, sizes: [String: Int] = [:]
  ) throws(KernelModelError) -> String {
    PromelaExporter.export(try program(variant, sizes: sizes))
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
