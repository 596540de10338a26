import RuleCatalog
import Testing

/// The files in `Rules/`, as they ship.
@Suite struct ShippedCatalogTests {
  private let catalog: Catalog

  init() throws { catalog = try CatalogLoader().load() }

  @Test func everyShippedFileLoads() {
    #expect(catalog.vocabulary.functions.count > 1_000)
    #expect(catalog.rules.count >= 5)
  }
}
