/// Reads the CSV of a recording's file.
///
/// The files are part of the program and a test reads them all: a row that cannot be read means a
/// broken program, which stops.
enum FactReader {
  /// The rows by the code of their queue, each queue's in the order of time.
  static func read(_ csv: [UInt8], name: String) -> [String: QueueFacts] {
    var queues: [String: QueueFacts] = [:]
    var code = ""
    var facts = QueueFacts()
    csv.withUnsafeBufferPointer { bytes in
      var lines = bytes.split(separator: UInt8(ascii: "\n")).makeIterator()
      guard let header = lines.next(), header.elementsEqual(FactColumn.header.utf8) else {
        preconditionFailure("\(name) has other columns")
      }
      while let line = lines.next() {
        guard let end = line.firstIndex(of: UInt8(ascii: ",")) else {
          preconditionFailure("\(name) has a row without columns")
        }
        let queue = line[..<end]
        if !queue.elementsEqual(code.utf8) {
          queues[code] = facts
          code = String(decoding: queue, as: UTF8.self)
          facts = queues[code] ?? QueueFacts()
        }
        append(line[(end + 1)...], to: &facts, name: name)
      }
    }
    queues[code] = facts
    queues[""] = nil
    return queues
  }

  private static func append(
    _ row: Slice<UnsafeBufferPointer<UInt8>>, to facts: inout QueueFacts, name: String
  ) {
    guard let comma = row.firstIndex(of: UInt8(ascii: ",")),
      let start = Moment(Substring(String(decoding: row[..<comma], as: UTF8.self))),
      start.milliseconds % QueueFacts.slotMilliseconds == 0
    else { preconditionFailure("\(name) has a row without an interval") }
    let slot = Int32(start.milliseconds / QueueFacts.slotMilliseconds)
    guard facts.slots.last ?? .min < slot else {
      preconditionFailure("\(name) is not in the order of time at \(start.text)")
    }
    facts.slots.append(slot)
    let separator = UInt8(ascii: ",")
    let zero = UInt8(ascii: "0")
    var value: Int32 = 0
    var count = 1
    for byte in UnsafeBufferPointer(rebasing: row[(comma + 1)...]) {
      if byte == separator {
        facts.values.append(value)
        value = 0
        count += 1
      } else {
        guard (zero...zero + 9).contains(byte) else {
          preconditionFailure("\(name) has something else than a count at \(start.text)")
        }
        value = value * 10 + Int32(byte - zero)
      }
    }
    facts.values.append(value)
    guard count == FactColumn.count else {
      preconditionFailure("\(name) has \(count) counts at \(start.text)")
    }
  }
}
