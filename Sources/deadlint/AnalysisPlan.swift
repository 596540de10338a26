import Analysis
import Findings
import Review
import RuleCatalog

/// What a run does, as the command line and the tree's own configuration have it together.
struct AnalysisPlan {
  let request: ScanRequest
  /// Those that are looked for.
  let rules: [Rule]
  let review: FindingReview

  /// - Parameters:
  ///   - options: what the user said; what was left unsaid, the project's file says.
  ///   - path: what is to be analysed.
  ///   - only: the parts of it that the user named.
  ///   - showsAll: whether what is known is reported as well.
  /// - Throws: what is wrong with a rule, a vocabulary, the project's file or its baseline.
  init(
    _ options: AnalysisOptions, path: String, only: [String], showsAll: Bool
  ) throws {
    let project = try options.review.project(of: path)
    var request = options.request(path: path, only: only)
    request.extraRules = (project?.ruleFolders ?? []) + request.extraRules
    request.extraVocabulary = (project?.vocabulary ?? []) + request.extraVocabulary
    let catalog = try CatalogLoader().load(
      vocabulary: request.extraVocabulary, rules: request.extraRules)
    if let project {
      let selection = try project.selection(from: catalog)
      if request.rules.isEmpty { request.rules = selection }
      if only.isEmpty { request.only = project.only }
      request.confidence = options.confidence ?? project.confidence ?? request.confidence
      if request.build == nil, request.config == nil {
        request.build = project.build
        request.config = project.config
      }
      request.enable = project.enable + request.enable
      request.disable = project.disable + request.disable
    }
    if options.preemptRt ?? project?.preemptRT ?? false { request.assume = ["PREEMPT_RT"] }
    let baseline = try (options.review.baseline ?? project?.baseline).map {
      path throws(ReviewFailure) in try Baseline(path: path)
    }
    self.request = request
    rules = try catalog.selecting(request.rules).rules
    review = FindingReview(project: project, baseline: baseline, showsAll: showsAll)
  }

  /// What a scan of all that was asked for looks at.
  var extent: FindingReview.Extent {
    FindingReview.Extent(paths: request.only, rules: rules.map(\.id))
  }
}
