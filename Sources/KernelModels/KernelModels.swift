/// All models.
package enum KernelModels {
  /// In the order of their documentation.
  package static let all: [KernelModel] = [
    DMVerity.model, DMBufio.model, DMSnapshot.model, DMThin.model, VirtioFS.model,
  ]

  /// The model of this name.
  ///
  /// - Throws: ``KernelModelError/unknownModel(_:known:)``.
  package static func model(named name: String) throws(KernelModelError) -> KernelModel {
    guard let model = all.first(where: { $0.name == name }) else {
      throw .unknownModel(name, known: all.map(\.name))
    }
    return model
  }
}
