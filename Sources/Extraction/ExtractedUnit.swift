package import LockIR

/// A unit, and what it was made of.
package struct ExtractedUnit: Sendable {
  package let unit: LockIR.Unit
  /// The absolute paths of the files that were read, the main file among them, and those of a
  /// precompiled header that would have been read without it.
  package let filesRead: [String]
}
