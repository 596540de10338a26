import Foundation

/// Validates JSON against a schema of the repository, with Python's `jsonschema` (Debian's
/// `python3-jsonschema`).
package struct SchemaValidator {
  /// What the validator found.
  package struct Verdict {
    package let isValid: Bool
    /// A line for each mistake.
    package let output: String
  }

  private let schema: String

  /// - Parameter schema: the name of a file in `Schemas`.
  package init(schema: String) {
    self.schema = schema
  }

  private var schemaURL: URL {
    URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Schemas/\(schema)")
  }

  private static let program = """
    import json, sys
    from jsonschema import Draft202012Validator
    schema = json.load(open(sys.argv[1]))
    Draft202012Validator.check_schema(schema)
    errors = list(Draft202012Validator(schema).iter_errors(json.load(sys.stdin)))
    for error in errors:
        print(error.json_path, error.message)
    print("invalid" if errors else "valid")
    """

  /// Runs the validator under Debian's Python, which sees Debian's packages.
  ///
  /// - Parameter json: the document.
  /// - Returns: whether it is valid.
  /// - Throws: if the validator cannot run, and so says neither `valid` nor `invalid`.
  package func validate(_ json: String) throws -> Verdict {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-c", SchemaValidator.program, schemaURL.path()]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(json.utf8))
    try input.fileHandleForWriting.close()
    let said = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard said.hasSuffix("valid\n") else { throw CocoaError(.executableLoad) }
    return Verdict(isValid: !said.hasSuffix("invalid\n"), output: said)
  }
}
