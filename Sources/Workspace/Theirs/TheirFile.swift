package import Figures

/// The other side's file, read.
package struct TheirFile: Sendable {
  package let path: String
  /// Of the file's bytes.
  package let sha256: String
  package let report: TheirReport
  /// The lines of an invoice; empty where the file holds counts.
  package let amounts: [TheirAmount]
  /// How it was understood, one sentence for each guess, without a full stop.
  package let readings: [Wording]

  /// What a file is read against: the queues it may name, and the clock of times without offset.
  package struct Context: Sendable {
    let queues: [Queue]
    let zone: Zone
    let period: Window

    package init(queues: [Queue], zone: Zone, period: Window) {
      self.queues = queues
      self.zone = zone
      self.period = period
    }
  }

  /// Reads the whole file or refuses it at a line; nothing is skipped in silence.
  package init(reading path: String, mapping: TheirMapping, context: Context) throws {
    let bytes = try DiskFile(path).bytes(limit: 134_217_728)
    let text = try DelimitedText(bytes, path: path, separator: mapping.separator)
    self.path = path
    sha256 = SHA256.hex(of: bytes)
    guard !text.rows.isEmpty else {
      throw TheirFileError("the file has a header and no rows", at: "\(path):1")
    }
    let layout = try TheirLayout(text, path: path, mapping: mapping)
    if let invoice = try TheirInvoice(text, layout, path: path, mapping: mapping) {
      amounts = invoice.amounts
      report = TheirReport(columns: [], scopes: [], rows: [], grain: .period)
      self.readings =
        layout.readings + [Wording("it is an invoice: each row is a line of it")]
      return
    }
    amounts = []
    let times = try TheirTimes(text, layout, path: path, mapping: mapping, context: context)
    let scopes = try TheirScopes(text, layout, path: path, mapping: mapping, context: context)
    var columns: [TheirReport.Column] = []
    var values = [[Int?]](repeating: [], count: text.rows.count)
    var readings = layout.readings + times.readings
    for column in layout.metrics {
      let read = try TheirColumn(text, column, path: path, mapping: mapping)
      guard let shape = read.shape else { continue }
      columns.append(shape)
      readings += read.readings
      for index in values.indices { values[index].append(read.values[index]) }
    }
    guard !columns.isEmpty else {
      throw TheirFileError(
        "no column holds a figure to compare", at: "\(path):1",
        remedy: "name the columns in a mapping: --mapping FILE.yml")
    }
    var seen: [[Int]: Int] = [:]
    var rows: [TheirReport.Row] = []
    for (index, row) in text.rows.enumerated() {
      let window = times.windows[index]
      let key = [scopes.indices[index], window.start.milliseconds]
      if let earlier = seen.updateValue(row.line, forKey: key) {
        throw TheirFileError(
          "the row is for the same time and queue as line \(earlier)", at: "\(path):\(row.line)",
          remedy: "keep one of them")
      }
      rows.append(
        TheirReport.Row(scope: scopes.indices[index], window: window, values: values[index]))
    }
    report = TheirReport(columns: columns, scopes: scopes.scopes, rows: rows, grain: times.grain)
    self.readings = readings
  }
}

/// Which column is which.
struct TheirLayout {
  struct Metric {
    let metric: ComparedMetric
    let index: Int
    let heading: String
    let unit: String?
  }

  private(set) var metrics: [Metric] = []
  private(set) var places: [ColumnRole: Int] = [:]
  private(set) var readings: [Wording] = []

  init(_ text: DelimitedText, path: String, mapping: TheirMapping) throws {
    let headings = text.header.cells.map { $0[...].trimmingSpaces }
    var taken: Set<Int> = []
    for (role, column) in mapping.columns.sorted(by: { $0.key.name < $1.key.name }) {
      let found = headings.indices.filter { headings[$0] == column.heading }
      guard let index = found.first, found.count == 1 else {
        throw SettingError(
          found.isEmpty
            ? "the file has no column '\(column.heading)'"
            : "the file has several columns '\(column.heading)'", at: column.place,
          remedy: headings.nearest(to: column.heading).map { "did you mean '\($0)'?" }
            ?? "its columns are: \(headings.joined(separator: ", "))")
      }
      taken.insert(index)
      add(role, index, column.heading, column.unit)
    }
    var unused: [String] = []
    for (index, heading) in headings.enumerated() where !taken.contains(index) {
      guard let guess = HeaderGuess(heading), mapping.columns[guess.role] == nil,
        !mapping.replaces(guess.role)
      else {
        unused.append(heading)
        continue
      }
      if let earlier = places[guess.role] {
        guard case .metric = guess.role else {
          unused.append(heading)
          continue
        }
        throw TheirFileError(
          "the columns '\(headings[earlier])' and '\(heading)' both look like "
            + "\(guess.role.name)", at: "\(path):1",
          remedy: "name the right one in a mapping: --mapping FILE.yml")
      }
      add(guess.role, index, heading, guess.unit)
    }
    if !metrics.isEmpty {
      // Amounts beside counts are no invoice.
      unused += [ColumnRole.item, .amount].compactMap { places[$0].map { headings[$0] } }
    }
    if !unused.isEmpty {
      readings.append(Wording("columns not compared: \(unused.joined(separator: ", "))"))
    }
    metrics.sort { $0.metric < $1.metric }
  }

  private mutating func add(_ role: ColumnRole, _ index: Int, _ heading: String, _ unit: String?) {
    places[role] = index
    if case .metric(let metric) = role {
      metrics.append(Metric(metric: metric, index: index, heading: heading, unit: unit))
    }
  }
}

extension TheirMapping {
  /// Whether it names the time in another way than a heading seems to.
  fileprivate func replaces(_ role: ColumnRole) -> Bool {
    let time: Set<ColumnRole> = [.start, .date, .time]
    return time.contains(role) && time.contains { columns[$0] != nil }
  }
}

/// Whose figures each row holds.
struct TheirScopes {
  private(set) var scopes: [TheirReport.Scope] = []
  private(set) var indices: [Int] = []

  init(
    _ text: DelimitedText, _ layout: TheirLayout, path: String, mapping: TheirMapping,
    context: TheirFile.Context
  ) throws(TheirFileError) {
    var known: [String: QueueID] = [:]
    for queue in context.queues {
      known[queue.id.text] = queue.id
      known[queue.label.lowercased()] = queue.id
    }
    var places: [TheirReport.Scope: Int] = [:]
    for row in text.rows {
      func cell(_ role: ColumnRole) -> String? {
        layout.places[role].map { row.cells[$0][...].trimmingSpaces }
      }
      var queue: QueueID?
      if let name = cell(.queue) {
        let own = mapping.queues[name.lowercased()]?.lowercased() ?? name.lowercased()
        if !["*", "all", "total"].contains(own) {
          guard let found = known[own] else {
            throw TheirFileError(
              "the row names a queue that is not the partner's", at: "\(path):\(row.line)",
              remedy: "map it under 'queues' in a mapping to one of: "
                + context.queues.map(\.label).joined(separator: ", "))
          }
          queue = found
        }
      }
      let scope = TheirReport.Scope(
        queue: queue, media: cell(.media), direction: cell(.direction))
      let index = places[scope] ?? scopes.count
      if places.updateValue(index, forKey: scope) == nil { scopes.append(scope) }
      indices.append(index)
      guard scopes.allSatisfy({ ($0.queue == nil) == (queue == nil) }) else {
        throw TheirFileError(
          "rows of single queues and rows of all queues stand together",
          at: "\(path):\(row.line)", remedy: "take the total rows out, or the others")
      }
    }
  }
}
