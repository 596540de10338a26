import KernelModels
import ModelChecker
import Testing

@Suite struct KernelModelsTests {
  @Test(arguments: KernelModels.all.map(\.name))
  func table(name: String) throws {
    let model = try KernelModels.model(named: name)
    for variant in model.variants {
      let report = try model.check(variant)
      print(
        "\(name) \(variant): \(report.verdict) \(report.failure?.rawValue ?? "-") states \(report.states) steps \(report.schedule.count) \(report.bound ?? "")"
      )
      if report.verdict == .confirmed && ProcessInfo.processInfo.environment["SHOW"] != nil {
        for m in report.schedule { print("   \(m.task): \(m.function): \(m.call)") }
        for m in report.stuck { print("   STUCK \(m.task): \(m.function): \(m.call)") }
      }
    }
  }
}
import Foundation
