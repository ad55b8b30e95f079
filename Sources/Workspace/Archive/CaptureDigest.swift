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
    let count = part.starts.count
    let columns = Counter.columns.count + ranges
    // A number has at most twenty digits, and something stands before or behind it.
    let text = [UInt8](unsafeUninitializedCapacity: count * (columns + 1) * 21) { buffer, filled in
      part.numbers.withUnsafeBufferPointer { numbers in
        for (index, start) in part.starts.enumerated() {
          Self.write(start, buffer, &filled)
          for column in 0..<columns {
            buffer[filled] = 0x20
            filled += 1
            if part.isRecorded[column] {
              Self.write(numbers[column * count + index], buffer, &filled)
            } else {
              buffer[filled] = 0x2D
              filled += 1
            }
          }
          buffer[filled] = 0x0A
          filled += 1
        }
      }
    }
    hash.update(pending)
    pending.removeAll(keepingCapacity: true)
    hash.update(text)
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

  private mutating func add(_ number: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var filled = 0
      Self.write(number, digits, &filled)
      pending += digits[..<filled]
    }
  }

  /// Writes the decimal digits of a number.
  private static func write(
    _ number: Int, _ buffer: UnsafeMutableBufferPointer<UInt8>, _ filled: inout Int
  ) {
    if number < 0 {
      buffer[filled] = 0x2D
      filled += 1
    }
    var rest = number.magnitude
    var length = 1
    var bound: UInt = 10
    while length < 19, rest >= bound {
      length += 1
      bound &*= 10
    }
    for place in stride(from: filled + length - 1, through: filled, by: -1) {
      buffer[place] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
      rest /= 10
    }
    filled += length
  }

  private static func name(_ series: Series) -> String {
    "\(series.queue.text)\t\(series.media)\t\(series.direction)"
  }
}
