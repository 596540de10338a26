import Foundation
import RuleCatalog
import Testing

/// What the user's files add to the shipped ones.
@Suite struct CatalogLoaderTests {
  @Test func aUsersFunctionReplacesTheShippedOne() throws {
    let folder = try ScratchFolder([
      "mine.yaml": "functions:\n  - {names: [mutex_lock], effects: []}\n"
    ])
    let shipped = try Shipped.catalog().vocabulary
    let path = folder.url.appending(path: "mine.yaml").path
    let mine = try CatalogLoader().load(vocabulary: [path]).vocabulary
    #expect(shipped.functions["mutex_lock"]?.isEmpty == false)
    #expect(mine.functions["mutex_lock"] == [])
    #expect(mine.functions["mutex_unlock"] == shipped.functions["mutex_unlock"])
    #expect(mine.functions.count == shipped.functions.count)
  }

  @Test func aFileForOneConfigurationStaysApart() throws {
    let folder = try ScratchFolder([
      "mine.yaml":
        "where-named: my_mark\nfunctions:\n  - {names: [mutex_lock], effects: []}\n"
    ])
    let path = folder.url.appending(path: "mine.yaml").path
    let mine = try CatalogLoader().load(vocabulary: [path]).vocabulary
    #expect(mine.functions["mutex_lock"]?.isEmpty == false)
    let variant = try #require(mine.variants.first { $0.mark == "my_mark" })
    #expect(variant.functions == ["mutex_lock": []])
  }

  @Test func theLastOfTheUsersFilesWins() throws {
    let folder = try ScratchFolder([
      "a.yaml": "fields:\n  - {field: bio.bi_end_io, context: irq}\n",
      "b.yaml": "fields:\n  - {field: bio.bi_end_io, context: work}\n",
    ])
    let paths = ["a.yaml", "b.yaml"].map { folder.url.appending(path: $0).path }
    let field = try CatalogLoader().load(vocabulary: paths).vocabulary.fields["bio.bi_end_io"]
    #expect(field?.context == .work)
  }

  @Test func aUsersFolderAddsRulesAndVocabulary() throws {
    let folder = try ScratchFolder([
      "stuck.yaml": RuleMistakeTests.sound,
      "vocabulary/mine.yaml": "functions:\n  - {names: [my_lock], effects: []}\n",
      "README.md": "not a rule",
    ])
    let shipped = try Shipped.catalog()
    let catalog = try CatalogLoader().load(rules: [folder.url.path])
    #expect(catalog.rules.map(\.id) == (shipped.rules.map(\.id) + ["stuck"]).sorted())
    #expect(catalog.vocabulary.functions["my_lock"] == [])
  }

  @Test func aUsersRuleReplacesTheShippedOne() throws {
    let text = RuleMistakeTests.sound.replacingOccurrences(
      of: "id: stuck", with: "id: sleep-in-rcu")
    let folder = try ScratchFolder(["sleep-in-rcu.yaml": text])
    let catalog = try CatalogLoader().load(rules: [folder.url.path])
    #expect(try catalog.rule("sleep-in-rcu").title == "Stuck")
  }

  @Test func aMissingFileIsNamed() {
    #expect(
      throws: CatalogFailure.unreadable(
        file: "/nowhere/mine.yaml", reason: "no such file, or no permission")
    ) { try CatalogLoader().load(vocabulary: ["/nowhere/mine.yaml"]) }
    #expect(
      throws: CatalogFailure.unreadable(
        file: "/nowhere", reason: "no such folder, or no permission")
    ) { try CatalogLoader().load(rules: ["/nowhere"]) }
  }

  @Test func aFileThatIsNoTextIsNamed() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Data([0xFF, 0xFE, 0x00, 0xD8]), to: "mine.yaml")
    #expect(throws: CatalogFailure.unreadable(file: path, reason: "not UTF-8 text")) {
      try CatalogLoader().load(vocabulary: [path])
    }
  }

  @Test func aFolderWithoutMaskBitsIsRefused() throws {
    let folder = try ScratchFolder(["vocabulary/a.yaml": "functions: []\n"])
    let place = CatalogPlace(file: "\(folder.url.relativePath)/vocabulary", line: 1, column: 1)
    #expect(throws: CatalogFailure.missingKey(place, key: "gfp", of: "the vocabulary")) {
      try CatalogLoader(folder: folder.url).load()
    }
  }

  @Test func masksThatEntriesNameAreAskedFor() throws {
    let folder = try ScratchFolder([
      "vocabulary/a.yaml": """
      gfp: {io: [IO], fs: [FS], direct-reclaim: [RECLAIM]}
      functions:
        - {names: [f], effects: [{allocate: {gfp: MASK_B}}, {allocate: {gfp: MASK_A}}]}
        - {names: [g], effects: [{allocate: {gfp: IO}}, {allocate: {gfp: 0}}]}
      transparent-records: [outer, inner]
      """
    ])
    let vocabulary = try CatalogLoader(folder: folder.url).load().vocabulary
    #expect(vocabulary.maskMacros == ["MASK_A", "MASK_B"])
    #expect(vocabulary.gfp.names == ["IO", "FS", "RECLAIM"])
    #expect(vocabulary.transparentRecords == ["inner", "outer"])
  }

  @Test func rulesAreSelectedByTheirIdentifiers() throws {
    let catalog = try Shipped.catalog()
    #expect(try catalog.selecting([]) == catalog)
    #expect(try catalog.selecting(["sleep-in-rcu"]).rules.map(\.id) == ["sleep-in-rcu"])
    #expect(
      throws: CatalogFailure.unknownRule(id: "sleep-in-rcuu", known: catalog.rules.map(\.id))
    ) { try catalog.selecting(["sleep-in-rcu", "sleep-in-rcuu"]) }
  }
}
