import RuleCatalog

/// The shipped catalogue, read once for all tests.
enum Shipped {
  private static let result = Result { try CatalogLoader().load() }

  static func catalog() throws -> Catalog { try result.get() }

  /// What a vocabulary needs at least, for tests that need no kernel.
  static let base = """
    gfp: {io: [__GFP_IO], fs: [__GFP_FS], direct-reclaim: [__GFP_DIRECT_RECLAIM]}
    probes:
      - {id: vmalloc-honours-mask, since: 5.17, file: a.c, function: f, calls: [g]}
    """
}
