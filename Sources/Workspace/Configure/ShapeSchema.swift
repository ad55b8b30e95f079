import Foundation

/// The JSON Schemas of our files, by which an editor completes keys and marks mistakes.
///
/// They are made of the same tables that the readers take their keys from. A schema knows shapes
/// only; what hangs on several keys together is refused by the reader.
package enum FileSchema: String, Sendable, CaseIterable {
  case configuration, contract

  /// The schema as JSON with sorted keys.
  package var json: String {
    var schema = table.schema
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = title
    let options: JSONSerialization.WritingOptions = [
      .sortedKeys, .prettyPrinted, .withoutEscapingSlashes,
    ]
    guard let data = try? JSONSerialization.data(withJSONObject: schema, options: options) else {
      preconditionFailure("a schema holds texts, lists and groups only")
    }
    return String(decoding: data, as: UTF8.self)
  }

  var table: ShapeTable {
    switch self {
    case .configuration: ConfigurationShape.file
    case .contract: ContractShape.file
    }
  }

  var title: String {
    switch self {
    case .configuration: "tallysheet.yml, the configuration of Tallysheet"
    case .contract: "A contract of Tallysheet"
    }
  }
}

extension ShapeTable {
  fileprivate var schema: [String: Any] {
    var properties: [String: Any] = [:]
    for key in keys {
      var schema = key.shape.schema
      schema["description"] = key.about
      properties[key.name] = schema
    }
    var schema: [String: Any] = [
      "type": "object", "properties": properties, "additionalProperties": false,
    ]
    let required = keys.filter(\.isRequired).map(\.name)
    if !required.isEmpty { schema["required"] = required }
    return schema
  }
}

extension Shape {
  /// An editor reads `clause: 5` and `rate: 3.10` as numbers, our reader as the text that stands
  /// there; so a number may be either.
  fileprivate var schema: [String: Any] {
    switch self {
    case .text: ["type": ["string", "number"], "minLength": 1]
    case .words(let words): ["enum": words]
    case .pattern(let pattern): ["type": "string", "pattern": pattern]
    case .number: ["type": ["number", "string"], "pattern": "^[0-9]+(\\.[0-9]+)?$", "minimum": 0]
    case .whole: ["type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0]
    case .percent:
      [
        "type": ["number", "string"], "pattern": "^[0-9]+(\\.[0-9]+)? ?%?$", "minimum": 0,
        "maximum": 100,
      ]
    case .table(let table): table.schema
    case .free(let value): ["type": "object", "additionalProperties": value.schema]
    case .list(let item): ["type": "array", "items": item.schema]
    case .either(let shapes): ["anyOf": shapes.map(\.schema)]
    }
  }
}
