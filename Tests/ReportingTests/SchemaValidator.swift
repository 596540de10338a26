import Foundation

/// Validates JSON against a schema of the repository, with Python's `jsonschema` (Debian's
/// `python3-jsonschema`).
struct SchemaValidator {
  /// What the validator found.
  struct Verdict {
    let isValid: Bool
    let output: String
  }

  let schema: String

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

  /// Runs the validator under Debian's Python, which sees Debian's packages. If it cannot run it says
  /// neither `valid` nor `invalid`, and this throws.
  func validate(_ json: String) throws -> Verdict {
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
