package import Figures

/// How the other side's file is to be read, where guessing would be wrong.
package struct TheirMapping: Sendable {
  /// A column of theirs and, for a time, its unit.
  struct Column: Sendable, Hashable {
    let heading: String
    let unit: String?
    /// Where the mapping says so.
    let place: String
  }

  var columns: [ColumnRole: Column] = [:]
  var zone: Zone?
  var timePattern: TimePattern?
  var grain: TheirReport.Grain?
  var separator: UInt8?
  var decimalComma = false
  var thousands: Character?
  var sharesAreFractions: Bool?
  /// Their names of queues, in lower case, and ours.
  var queues: [String: String] = [:]
  package var tolerances: [ComparedMetric: Tolerance] = [:]

  package init() {}

  /// Reads a mapping file.
  package init(reading path: String, zones: ZoneStore = .system) throws {
    let bytes = try DiskFile(path).bytes(limit: 1_048_576)
    let table = try SettingFile.root(path, bytes: bytes).table([
      "columns", "zone", "time", "interval", "separator", "decimal", "thousands", "shares",
      "queues", "tolerance",
    ])
    for (key, value) in try table["columns"]?.table(ColumnRole.names).entries ?? [] {
      guard let role = ColumnRole(name: key.text) else { continue }
      columns[role] = try Column(reading: value)
    }
    zone = try table["zone"]?.zone(in: zones).zone
    timePattern = try table["time"].map { setting throws(SettingError) in
      let text = try setting.line()
      guard let pattern = TimePattern(text) else {
        throw setting.refusal(
          "'\(setting.name)' is '\(text)', which says no date",
          remedy: "write it with yyyy, MM, dd, HH, mm and ss, such as 'dd/MM/yyyy HH:mm'")
      }
      return pattern
    }
    grain = try table["interval"]?.grain()
    switch try table["separator"]?.word(of: ["comma", "semicolon", "tab"]) {
    case "comma": separator = 0x2C
    case "semicolon": separator = 0x3B
    case "tab": separator = 0x09
    default: break
    }
    decimalComma = try table["decimal"]?.word(of: ["point", "comma"]) == "comma"
    switch try table["thousands"]?.word(of: ["none", "comma", "point", "space", "apostrophe"]) {
    case "comma": thousands = ","
    case "point": thousands = "."
    case "space": thousands = " "
    case "apostrophe": thousands = "'"
    default: break
    }
    if let sign = thousands, sign == (decimalComma ? "," : ".") {
      throw try table.required("thousands").refusal(
        "'thousands' is the sign that 'decimal' uses already")
    }
    sharesAreFractions =
      try table["shares"].map { setting throws(SettingError) in
        try setting.word(of: ["percent", "fraction"]) == "fraction"
      }
    for (key, value) in try table["queues"]?.table().entries ?? [] {
      queues[key.text.lowercased()] = try value.line()
    }
    for (key, value) in try table["tolerance"]?.table().entries ?? [] {
      guard let metric = ComparedMetric(name: key.text) else {
        throw SettingError(
          "unknown figure '\(key.text)' in 'tolerance'", at: key.place,
          remedy: "use the names of the columns, such as offered or service_level")
      }
      let limits = try value.table(["absolute", "percent", "join"])
      tolerances[metric] = Tolerance(
        absolute: try limits["absolute"]?.decimal(), percent: try limits["percent"]?.decimal(),
        join: try limits["join"]?.word(of: ["or", "and"]) == "and" ? .and : .or)
    }
  }
}

extension TheirMapping.Column {
  init(reading setting: Setting) throws(SettingError) {
    guard !setting.isScalar else {
      self.init(heading: try setting.line(), unit: nil, place: setting.place)
      return
    }
    let table = try setting.table(["column", "unit"])
    self.init(
      heading: try table.required("column").line(),
      unit: try table["unit"]?.word(of: ["ms", "s", "min", "h", "%"]), place: setting.place)
  }
}

extension Setting {
  fileprivate func grain() throws(SettingError) -> TheirReport.Grain {
    let text = try line()
    switch text {
    case "hour", "1 h": return .interval(3600)
    case "day": return .day
    case "month", "period": return .period
    default:
      let minutes = text.hasSuffix(" min") ? Int(text.dropLast(4)) : nil
      guard let minutes, [5, 10, 15, 20, 30, 60].contains(minutes) else {
        throw refusal(
          "'\(name)' is '\(text)', not a length of rows",
          remedy: "write 5 min, 15 min, 30 min, hour, day or month")
      }
      return .interval(minutes * 60)
    }
  }
}

/// What a column of theirs is for.
enum ColumnRole: Sendable, Hashable {
  case start, date, time, queue, media, direction
  /// A line of an invoice, and what it comes to.
  case item, amount
  case metric(ComparedMetric)

  init?(name: String) {
    switch name {
    case "start": self = .start
    case "date": self = .date
    case "time": self = .time
    case "queue": self = .queue
    case "media": self = .media
    case "direction": self = .direction
    case "item": self = .item
    case "amount": self = .amount
    default:
      guard let metric = ComparedMetric(name: name) else { return nil }
      self = .metric(metric)
    }
  }

  static let names =
    ["start", "date", "time", "queue", "media", "direction", "item", "amount"]
    + Counter.columns.map(\.column)
    + ["service_level", "abandon_rate", "speed_of_answer", "handle_time"]

  var name: String {
    switch self {
    case .start: "start"
    case .date: "date"
    case .time: "time"
    case .queue: "queue"
    case .media: "media"
    case .direction: "direction"
    case .item: "item"
    case .amount: "amount"
    case .metric(let metric): metric.name
    }
  }
}
