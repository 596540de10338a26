/// A report that could not be written where the user wants it.
struct OutputFailure: Error, CustomStringConvertible {
  let path: String

  var description: String {
    "\(path): cannot be written; check that its folder exists, its permissions and the disk"
  }
}
