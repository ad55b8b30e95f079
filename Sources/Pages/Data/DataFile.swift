package import Figures

/// A CSV file of a site with what its data package says about it.
package struct DataFile: Sendable {
  /// The name of the resource and, with `.csv`, of the file.
  package let name: String
  /// What one row is.
  package let title: String
  package let fields: [Field]
  package let key: [String]
  package let rows: Int
  package let bytes: [UInt8]
  /// The SHA-256 of the bytes, once it is made: 64 hexadecimal digits.
  private(set) var sha256: String?

  package var fileName: String { name + ".csv" }

  package var output: OutputFile {
    OutputFile(path: "data/" + fileName, bytes: bytes, sha256: sha256)
  }

  /// The file with its digest, which description, page and list then show without making it again.
  func hashed(_ sha256: ([UInt8]) -> [UInt8]) -> DataFile {
    guard self.sha256 == nil else { return self }
    var file = self
    file.sha256 = digest(sha256)
    return file
  }

  /// The digest, made here where it is not yet.
  func digest(_ sha256: ([UInt8]) -> [UInt8]) -> String {
    self.sha256 ?? DataPackage.hex(sha256(bytes))
  }

  /// Writes the rows of a table below its head.
  init(
    _ name: String, title: String, key: [String], fields: [Field], size: Int = 0,
    write: (inout CSVBuffer) -> Int
  ) {
    self.name = name
    self.title = title
    self.fields = fields
    self.key = key
    var buffer = CSVBuffer(columns: fields.map(\.name))
    buffer.reserve(size)
    rows = write(&buffer)
    bytes = buffer.finished
  }
}

/// A column: its name, its type in the words of the Table Schema, and what it holds.
package struct Field: Sendable, Hashable {
  package let name: String
  package let type: String
  package let title: String

  package init(_ name: String, _ type: String, _ title: String) {
    self.name = name
    self.type = type
    self.title = title
  }
}

extension Field {
  /// What a number counts, for programs: `count`, `ms`, `s`, `1` for a share of 1, `percent`, or
  /// `currency` where the column of that name says which.
  ///
  /// `nil` for text, and for a column that holds one thing in some rows and another in others.
  var unit: String? {
    guard type == "integer" || type == "number" else { return nil }
    if name.hasSuffix("_ms") { return "ms" }
    if ["amount", "fees", "credits", "net", "credit"].contains(name) { return "currency" }
    let words = title.lowercased()
    if words.contains(", or ") || words.contains(" or in ") || words.contains(" for points") {
      return nil
    }
    if words.contains("milliseconds") { return "ms" }
    if words.contains("seconds") { return "s" }
    if words.contains("share of 1") { return "1" }
    if words.contains("percent") { return "percent" }
    return type == "integer" ? "count" : nil
  }

  static func counter(_ counter: Counter) -> Field {
    let title =
      switch counter {
      case .offered: "Contacts that entered the queue"
      case .answered: "Contacts that an agent answered"
      case .answeredInThreshold: "Answered within the contract's threshold"
      case .abandoned: "Contacts that ended before an answer"
      case .shortAbandoned: "Abandoned within the contract's short-abandon limit"
      case .flowOut: "Contacts that left the queue for another place"
      case .transferred: "Contacts passed on after an answer"
      case .wait: "Waiting time of all, milliseconds"
      case .waitAnswered: "Waiting time of answered contacts, milliseconds"
      case .waitAbandoned: "Waiting time of abandoned contacts, milliseconds"
      case .waitMax: "Longest wait, milliseconds"
      case .handled: "Contacts whose handling ended"
      case .handle: "Handling time, milliseconds"
      case .talk: "Talk time, milliseconds"
      case .hold: "Hold time, milliseconds"
      case .acw: "After-contact work, milliseconds"
      case .handleMax: "Longest handling, milliseconds"
      case .range1, .range2, .range3, .range4: "Waits up to a threshold of one measure"
      }
    return Field(counter.column, "integer", title)
  }

  static let state = Field("state", "string", "final, provisional, partial or missing")
  static let scope = Field("scope", "string", "Queue id, or * for all queues of the shown medium")
  static let start = Field("interval_start", "datetime", "First instant, UTC")
  static let local = Field("interval_local", "string", "First instant by the contract's clock")
  static let seconds = Field("seconds", "integer", "Length in seconds")
}
