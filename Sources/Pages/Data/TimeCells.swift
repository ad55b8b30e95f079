import Figures

/// The cells `interval_start,interval_local` of each interval of a sheet, written once.
struct TimeCells {
  let intervals: [[UInt8]]
  private let zone: Zone

  init(_ sheet: Sheet, zone: Zone) {
    self.zone = zone
    intervals = (0..<sheet.intervalCount).map { Self.cells(sheet.interval($0).start, zone) }
  }

  func cells(_ start: Instant) -> [UInt8] { Self.cells(start, zone) }

  private static func cells(_ start: Instant, _ zone: Zone) -> [UInt8] {
    Array("\(start.text),\(start.text(offset: zone.offset(at: start)))".utf8)
  }
}
