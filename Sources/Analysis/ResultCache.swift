import Foundation
import UnitStore

/// What programs were found to have, for the next scan of the same one. Whatever is wrong with it costs
/// time, never the run.
struct ResultCache {
  private let cache: UnitCache
  /// Tells one build of deadlint from another: results are those of its analysis.
  private let program: ContentHash

  /// Nil if results are not to be kept, or cannot be.
  init?(_ options: ReadingOptions) {
    guard let folder = options.cache, let worker = options.worker,
      // Large, and only looked through once.
      let program = try? Data(contentsOf: URL(filePath: worker), options: .mappedIfSafe),
      let cache = try? UnitCache(folder: folder)
    else { return nil }
    self.cache = cache
    self.program = program.withUnsafeBytes { ContentHash(of: $0) }
  }

  /// The result of what is determined by these texts; computed only if there is none.
  func result(of parts: [[String]], _ compute: () throws -> ProgramResult) throws -> ProgramResult {
    let key = ContentHash(of: [[program.hex]] + parts)
    if let bytes = try? cache.result(for: key),
      let known = try? JSONDecoder().decode(ProgramResult.self, from: Data(bytes))
    {
      return known
    }
    let result = try compute()
    if let bytes = try? JSONEncoder().encode(result) { try? cache.store([UInt8](bytes), for: key) }
    return result
  }
}
