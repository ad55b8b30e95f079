import Figures

/// What makes two captures the same: what was asked, and every number that came back.
///
/// The text that is hashed is fixed for good: archives hold its digests.
struct CaptureDigest: ~Copyable {
  private var hash = SHA256()
  private var pending: [UInt8] = []
  private let ranges: Int

  /// Starts with what gives the numbers their meaning.
  init(_ header: CaptureHeader) {
    ranges = header.thresholds.ranges.count
    let lines =
      [
        "tallysheet-capture-1", header.window.start.text, header.window.end.text,
        "\(header.step)", "\(header.recorded.rawValue)", "\(header.thresholds.answeredWithin)",
        "\(header.thresholds.shortAbandon)", header.organizationID,
      ] + header.thresholds.ranges.map { "\($0.kind.rawValue)<=\($0.within)" }
      + (header.until == header.window.end ? [] : ["until \(header.until.text)"])
      + header.series.map(Self.name)
    add(lines.joined(separator: "\n") + "\n\n")
  }

  /// Announces the series to which the following rows belong.
  mutating func begin(_ series: Series) { add(Self.name(series) + "\n") }

  /// Adds the next intervals of the series, a line for each: its start and its values, `-` where
  /// not recorded.
  ///
  /// Seventeen values stand there always; ranges only where the capture counts them.
  mutating func add(_ part: TallyPart) {
    let columns = part.columns.prefix(Counter.columns.count + ranges)
    for (index, start) in part.starts.enumerated() {
      add(start)
      for column in columns {
        pending.append(0x20)
        if let column { add(column[index]) } else { pending.append(0x2D) }
      }
      pending.append(0x0A)
    }
    if pending.count > 65_536 {
      hash.update(pending)
      pending.removeAll(keepingCapacity: true)
    }
  }

  /// Adds whose time the capture holds and that time; a capture without agents says nothing here.
  ///
  /// Without names, two captures that name everybody otherwise can be held against each other.
  mutating func add(_ agents: CapturedAgents, _ rows: [AgentRow], namesAgents: Bool = true) {
    let scope = agents.scope
    add("agents \(scope.basis.rawValue) \(scope.agents) \(scope.shared)\n")
    add("\(agents.window.start.text)\n\(agents.window.end.text)\n")
    for member in namesAgents ? agents.members : [] {
      add("\(member.queue.text)\t\(member.agent.text)\n")
    }
    for row in rows {
      add(row.start.seconds)
      for status in AgentStatus.allCases {
        pending.append(0x20)
        add(row.time[status])
      }
      if namesAgents, let agents = row.agents {
        pending.append(0x20)
        add(agents)
      }
      pending.append(0x0A)
    }
  }

  consuming func finish() -> String {
    hash.update(pending)
    return hash.finish().hex
  }

  private mutating func add(_ text: String) { pending += Array(text.utf8) }

  /// The decimal digits of a number.
  private mutating func add(_ number: Int) {
    if number < 0 { pending.append(0x2D) }
    var rest = number.magnitude
    let first = pending.count
    repeat {
      pending.append(UInt8(0x30 + rest % 10))
      rest /= 10
    } while rest > 0
    pending[first...].reverse()
  }

  private static func name(_ series: Series) -> String {
    "\(series.queue.text)\t\(series.media)\t\(series.direction)"
  }
}
