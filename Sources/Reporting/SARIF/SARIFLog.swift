/// The part of SARIF 2.1.0's object model that reports use, in its own words.
///
/// Source: OASIS, Static Analysis Results Interchange Format 2.1.0, section 3.
enum SARIFLog {
  struct Document: Encodable {
    let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]

    private enum CodingKeys: String, CodingKey {
      case schema = "$schema"
      case version, runs
    }
  }

  struct Run: Encodable {
    let tool: Tool
    let automationDetails: AutomationDetails
    let taxonomies: [Component]
    let invocations: [Invocation]
    let originalUriBaseIds: [String: BaseID]
    let columnKind = "utf16CodeUnits"
    let results: [Result]
    let properties: [String: String]
  }

  struct AutomationDetails: Encodable {
    let id: String
  }

  struct Tool: Encodable {
    let driver: Component
  }

  /// The driver, or a taxonomy.
  struct Component: Encodable {
    let name: String
    var organization: String?
    var version: String?
    var semanticVersion: String?
    var shortDescription: Message?
    var rules: [Descriptor]?
    var taxa: [Descriptor]?
    var isComprehensive: Bool?
    var supportedTaxonomies: [ComponentReference]?
  }

  struct ComponentReference: Encodable {
    let name: String
    let index: Int
  }

  /// A rule, or an entry of a taxonomy.
  struct Descriptor: Encodable {
    let id: String
    var name: String?
    var shortDescription: Message?
    var fullDescription: Message?
    var help: Message?
    var helpUri: String?
    var defaultConfiguration: Configuration?
    var relationships: [Relationship]?
    var properties: RuleProperties?
  }

  struct Configuration: Encodable {
    let level: String
  }

  struct Relationship: Encodable {
    let target: Target
    let kinds: [String]
  }

  struct Target: Encodable {
    let id: String
    let index: Int
    let toolComponent: ComponentReference
  }

  /// What GitHub reads of a rule.
  struct RuleProperties: Encodable {
    let precision: String
    let problemSeverity: String
    let tags: [String]

    private enum CodingKeys: String, CodingKey {
      case precision, tags
      case problemSeverity = "problem.severity"
    }
  }

  struct Invocation: Encodable {
    let executionSuccessful: Bool
    let toolExecutionNotifications: [Notification]
  }

  struct Notification: Encodable {
    let level: String
    let message: Message
    var locations: [Location]?
  }

  struct BaseID: Encodable {
    let description: Message
  }

  struct Message: Encodable {
    let text: String
    var markdown: String?
  }

  struct Location: Encodable {
    var id: Int?
    let physicalLocation: PhysicalLocation
    var logicalLocations: [LogicalLocation]?
    var message: Message?
  }

  struct PhysicalLocation: Encodable {
    let artifactLocation: ArtifactLocation
    var region: Region?
  }

  struct ArtifactLocation: Encodable {
    let uri: String
    var uriBaseId: String?
  }

  struct Region: Encodable {
    let startLine: Int
    var startColumn: Int?
  }

  struct LogicalLocation: Encodable {
    let name: String
    let kind = "function"
  }

  struct Result: Encodable {
    let ruleId: String
    var ruleIndex: Int?
    let level: String
    let message: Message
    let locations: [Location]
    let codeFlows: [CodeFlow]
    let relatedLocations: [Location]
    let partialFingerprints: [String: String]
    var baselineState: String?
    var suppressions: [Suppression]?
    let properties: ResultProperties
  }

  struct ResultProperties: Encodable {
    let confidence: String
    let verdict: String
    let resources: [String]
  }

  struct Suppression: Encodable {
    let kind = "external"
    let status = "accepted"
    let justification: String
  }

  struct CodeFlow: Encodable {
    let message: Message
    let threadFlows: [ThreadFlow]
  }

  struct ThreadFlow: Encodable {
    let id: String
    let message: Message
    let locations: [ThreadFlowLocation]
  }

  struct ThreadFlowLocation: Encodable {
    let location: Location
    let kinds: [String]
    let nestingLevel: Int
    /// The place of the step in the schedule that fails, from 1.
    var executionOrder: Int?
    let importance: String
    /// What is held before the step.
    let state: [String: Message]?
  }
}
