/// What may stand at a place of a YAML file: for its reader, and as a schema for editors.
indirect enum Shape: Sendable {
  /// Any text on a line; a number is one too.
  case text
  case words([String])
  /// A text that editors hold against a pattern; the reader says more exactly what is wrong.
  case pattern(String)
  case number
  case whole
  case percent
  case table(ShapeTable)
  /// A group whose keys are free, each with such a value.
  case free(Shape)
  case list(Shape)
  case either([Shape])

  static let date = pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
  static let month = pattern("^[0-9]{4}-[0-9]{2}$")
  static let moment = pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$")
  static let duration = pattern("^[0-9]+ (ms|s|min)$")
  /// Up to how long a wait counts: `20 s` with its bound, `less than 20 s` without.
  static let bound = pattern("^(less than )?[0-9]+ (ms|s|min)$")
  static let days = pattern("^[0-9]+ days?$")
  static let name = pattern("^[a-z0-9-]{1,40}$")
}

/// The keys of a group.
struct ShapeTable: Sendable {
  struct Key: Sendable {
    let name: String
    let shape: Shape
    let isRequired: Bool
    let about: String
  }

  let keys: [Key]

  init(_ keys: [Key]) { self.keys = keys }

  var names: [String] { keys.map(\.name) }
}

extension ShapeTable.Key {
  static func required(_ name: String, _ shape: Shape, _ about: String) -> Self {
    Self(name: name, shape: shape, isRequired: true, about: about)
  }

  static func optional(_ name: String, _ shape: Shape, _ about: String) -> Self {
    Self(name: name, shape: shape, isRequired: false, about: about)
  }
}

extension Setting {
  /// A mapping with the keys of a shape and no other.
  func table(_ shape: ShapeTable) throws(SettingError) -> SettingTable {
    try table(shape.names)
  }
}
