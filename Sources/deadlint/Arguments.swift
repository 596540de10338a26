import ArgumentParser
import Findings
import RuleCatalog

extension Confidence: ExpressibleByArgument {}

extension KernelVersion: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
