/// The names of the bits of an allocation mask that matter. Their values are those of the tree that
/// is read.
package struct GFPFlags: Hashable, Sendable {
  /// May start physical I/O.
  package let io: [String]
  /// May call into a file system.
  package let fs: [String]
  /// May sleep for memory; the first of these names that the tree defines counts.
  package let directReclaim: [String]
  /// Masks from the one that may do everything down, each without one more right: file systems, then
  /// I/O, then sleeping. They tell the bits where headers define masks alone.
  package let masks: [String]

  package init(io: [String], fs: [String], directReclaim: [String], masks: [String] = []) {
    self.io = io
    self.fs = fs
    self.directReclaim = directReclaim
    self.masks = masks
  }

  /// Every macro whose value is needed.
  package var names: [String] { io + fs + directReclaim + masks }
}
