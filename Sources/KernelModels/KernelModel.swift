package import ModelChecker

/// One subsystem as an executable model, as it was and as it was fixed.
package struct KernelModel: Sendable {
  /// As `deadlint model check` names it: `dm-verity`.
  package let name: String
  /// One line.
  package let title: String
  /// What fails, step by step, and how it was fixed.
  package let story: String
  /// The rule that finds its shape in code.
  package let rule: String
  /// The files of the kernel that it stands for.
  package let files: [String]
  /// The elements of the fix.
  package let switches: [ModelSwitch]
  /// Its parameters.
  package let sizes: [ModelSize]
  /// Where it is simpler than the code on purpose.
  package let simplifications: [ModelSimplification]

  let declare: @Sendable (inout ProgramBuilder, ModelConfiguration) -> Void

  /// Every variant: as it was, as fixed, and the fix without each of its elements.
  package var variants: [ModelVariant] {
    [.buggy, .fixed] + switches.map { .without($0.name) }
  }

  /// The sizes that a request stands for, with the standard ones filled in.
  ///
  /// - Throws: ``KernelModelError`` for a size that the model does not have or cannot be built with.
  package func resolved(
    sizes requested: [String: Int]
  ) throws(KernelModelError) -> [String: Int] {
    for (name, _) in requested.sorted(by: { $0.key < $1.key })
    where !sizes.contains(where: { $0.name == name }) {
      throw .unknownSize(name, model: self.name, known: sizes.map(\.name))
    }
    var resolved: [String: Int] = [:]
    for size in sizes {
      let value = requested[size.name] ?? size.standard
      guard (size.minimum...size.maximum).contains(value) else {
        throw .sizeOutOfRange(
          size.name, model: name, value: value, minimum: size.minimum, maximum: size.maximum)
      }
      resolved[size.name] = value
    }
    return resolved
  }

  /// The model as a program.
  ///
  /// - Throws: ``KernelModelError`` for a variant or size that it does not have.
  package func program(
    _ variant: ModelVariant, sizes requested: [String: Int] = [:]
  ) throws(KernelModelError) -> Program {
    guard variants.contains(variant) else {
      throw .unknownVariant(
        variant.description, model: name, known: variants.map(\.description))
    }
    let sizes = try resolved(sizes: requested)
    var builder = ProgramBuilder("\(name) \(variant)")
    declare(&builder, ModelConfiguration(variant: variant, sizes: sizes))
    do {
      return try builder.build()
    } catch {
      throw .program(error)
    }
  }

  /// What each task of a variant does of the code that it stands for.
  ///
  /// - Throws: ``KernelModelError`` for a variant or size that it does not have.
  package func tasks(
    _ variant: ModelVariant, sizes: [String: Int] = [:]
  ) throws(KernelModelError) -> [ModelledTask] {
    try program(variant, sizes: sizes).tasks.map { ModelledTask($0) }
  }
}
