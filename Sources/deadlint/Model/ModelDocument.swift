import KernelModels
import ModelChecker
import Reporting

/// What `deadlint model check` writes: `Schemas/models-1.schema.json`.
struct ModelDocument: Encodable {
  let schemaVersion = 1
  let models: [ModelReport]

  /// With sorted keys and a newline at the end.
  var json: String { get throws { try JSONText.document(self) } }

  /// A line for each variant.
  var text: String {
    models.map { report in
      let outcome = report.failure?.rawValue ?? report.bound ?? "every state searched"
      return "\(report.model) \(report.variant): \(report.verdict.rawValue), \(outcome), "
        + "\(report.states) states\n"
    }.joined()
  }
}
