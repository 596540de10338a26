import ArgumentParser
import Findings
import KernelModels
import RuleCatalog

extension Confidence: ExpressibleByArgument {}

extension ModelVariant: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }

  package var defaultValueDescription: String { description }
}

extension KernelVersion: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
