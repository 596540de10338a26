/// A kind of I/O: a bio to hardware, which completes some time after it was issued, or to a
/// stacked device, whose map function is run by the submitter.
///
/// Source: block/blk-core.c (`submit_bio_noacct`). While a map function runs, everything that it
/// submits goes to `current->bio_list` and is issued, in order, after the function has returned.
/// Costs one byte, and one for each entry of a bio list.
public struct Request: Hashable, Sendable {
  /// Its name.
  public let name: String
  let index: Int
  /// Issued and not completed.
  public let inFlight: Variable
}
