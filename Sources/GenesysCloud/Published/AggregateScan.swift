import CSimdjson
import Figures
import Glibc

/// The flat form of one answer; its buffers end with it.
struct AggregateScan: ~Copyable {
  private let answer: OpaquePointer
  let reading: CSReading

  /// Scans an answer for these metrics, and throws what is wrong with its form.
  init(_ bytes: [UInt8], names metrics: [String]) throws(FetchError) {
    let names: [UnsafePointer<CChar>?] = metrics.map { UnsafePointer(strdup($0)) }
    defer { for name in names { free(UnsafeMutablePointer(mutating: name)) } }
    guard
      let answer = bytes.withUnsafeBufferPointer({ bytes in
        names.withUnsafeBufferPointer { names in
          csimdjson_read(
            bytes.baseAddress, bytes.count, names.baseAddress, names.count, Int64(Tally.limit))
        }
      })
    else { throw FetchError(.unreadable("memory is out")) }
    let reading = csimdjson_reading(answer)
    if let reason = Self.fault(in: reading) {
      csimdjson_close(answer)
      throw FetchError(reason)
    }
    self.answer = answer
    self.reading = reading
  }

  deinit { csimdjson_close(answer) }

  var dimensions: UnsafeBufferPointer<CSDimension> {
    UnsafeBufferPointer(start: reading.dimensions, count: reading.dimension_count)
  }

  var buckets: UnsafeBufferPointer<CSBucket> {
    UnsafeBufferPointer(start: reading.buckets, count: reading.bucket_count)
  }

  var values: UnsafeBufferPointer<CSValue> {
    UnsafeBufferPointer(start: reading.values, count: reading.value_count)
  }

  private static func fault(in reading: CSReading) -> FetchError.Reason? {
    let name = reading.detail.string
    var place = reading.group_count > 0 ? "group \(reading.group_count)" : "the answer"
    if reading.interval.length > 0 { place += ", interval \(reading.interval.string)" }
    if reading.metric.length > 0 { place += ", metric \(reading.metric.string)" }
    switch reading.fault {
    case CS_OK: return nil
    case CS_NOT_JSON: return .unreadable("it is no JSON: \(name)")
    case CS_NOT_AN_ANSWER: return .unreadable(name)
    case CS_DUPLICATE: return .contradiction("member '\(name)' comes twice in one object")
    case CS_SHAPE: return .contradiction("\(place): '\(name)' is missing or of the wrong kind")
    case CS_BAD_INTERVAL: return .contradiction("\(place): this is no interval")
    case CS_TEXT_NUMBER: return .contradiction("\(place): '\(name)' is a text, not a number")
    case CS_NEGATIVE: return .contradiction("\(place): '\(name)' is negative")
    case CS_FRACTION: return .contradiction("\(place): '\(name)' is no whole number")
    default: return .contradiction("\(place): '\(name)' is too large")
    }
  }
}

extension CSText {
  /// The text, made fit for a message.
  var string: String { PlainText.line(exact, limit: 120) }

  /// The text as it came.
  var exact: String {
    String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
  }
}
