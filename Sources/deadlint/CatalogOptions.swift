import ArgumentParser
import RuleCatalog

/// The user's own rules and vocabulary, for every subcommand that reads the catalogue.
struct CatalogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder of rules that add to the shipped ones; repeatable.", valueName: "dir"))
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "A vocabulary file that adds to the shipped ones; repeatable.", valueName: "file"))
  var vocabulary: [String] = []

  func load() throws -> Catalog {
    try CatalogLoader().load(vocabulary: vocabulary, rules: rules)
  }
}
