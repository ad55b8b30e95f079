import Testing

/// The validator that the other tests lean on: it has to refuse what is wrong.
@Suite struct SchemaTests {
  @Test(arguments: [
    (#"{"type": "object"}"#, "[]"), (#"{"type": "array"}"#, "{}"),
    (#"{"type": "string"}"#, "1"), (#"{"type": "integer"}"#, "1.5"),
    (#"{"type": "integer"}"#, #""1""#), (#"{"type": "number"}"#, #""1""#),
    (#"{"type": "boolean"}"#, "0"), (#"{"type": "string"}"#, "null"),
    (#"{"required": ["a"]}"#, #"{"b": 1}"#),
    (#"{"additionalProperties": false}"#, #"{"b": 1}"#),
    (#"{"properties": {"a": {"type": "string"}}}"#, #"{"a": 1}"#),
    (#"{"additionalProperties": {"type": "string"}}"#, #"{"b": 1}"#),
    (#"{"items": {"type": "integer"}}"#, #"[1, "2"]"#),
    (#"{"enum": ["a", "b"]}"#, #""c""#),
    (##"{"$ref": "#/$defs/A", "$defs": {"A": {"type": "string"}}}"##, "1"),
    (##"{"$ref": "#/$defs/B"}"##, "1"),
    (#"{"format": "date-time"}"#, #""1999-10-31""#),
    (#"{"pattern": "^P(?=[\\dT])"}"#, #""P""#),
    (#"{"uniqueItems": true}"#, "[1, 2, 1]"), (#"{"minLength": 1}"#, #""""#),
    (#"{"minimum": 1}"#, "0"),
  ])
  func `refuses a document that breaks a keyword`(schema: String, document: String) throws {
    let problems = try Schema(JSON(schema)).problems(in: JSON(document))
    #expect(problems.count == 1)
  }

  @Test(arguments: [
    (#"{"type": "integer"}"#, "1.0"), (#"{"type": "number"}"#, "1"),
    (#"{"required": ["a"]}"#, #"{"a": null}"#),
    (#"{"properties": {"a": {}}, "additionalProperties": false}"#, #"{"a": 1}"#),
    (#"{"additionalProperties": true}"#, #"{"b": 1}"#),
    (#"{"enum": ["a", "b"], "x-note": 1}"#, #""b""#),
    (#"{"format": "date-time"}"#, #""1999-10-31T08:30:00.000Z""#),
    (#"{"pattern": "^P(?=[\\dT])"}"#, #""PT5M""#),
    (#"{"uniqueItems": true}"#, "[1, 2]"), (#"{"minimum": 1}"#, "1"),
  ])
  func `accepts a document that keeps to it`(schema: String, document: String) throws {
    #expect(try Schema(JSON(schema)).problems(in: JSON(document)) == [])
  }

  @Test func `names the place of what is wrong`() throws {
    let schema = try Schema(
      JSON(#"{"properties": {"a": {"items": {"properties": {"b": {"type": "string"}}}}}}"#))
    #expect(
      try schema.problems(in: JSON(#"{"a": [{"b": "x"}, {"b": 1}]}"#))
        == ["$.a[1].b: not of type string"])
  }

  @Test(arguments: [
    #"{"maximum": 1}"#, #"{"items": {"const": 1}}"#, #"{"$defs": {"A": {"anyOf": []}}}"#,
    #"{"properties": {"a": {"additionalProperties": {"oneOf": []}}}}"#,
    #"{"format": "uuid"}"#, #"{"type": ["string", "null"]}"#, #"{"type": "null"}"#,
  ])
  func `refuses a schema with a keyword that it does not check`(schema: String) throws {
    #expect(throws: Schema.UnknownKeyword.self) { try Schema(JSON(schema)) }
  }
}
