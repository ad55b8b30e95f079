import Figures
import Foundation

/// A small partner's period, made by hand for tests: rows in, a statement out.
///
/// It adds up with the model's own types, so that a test writes down only calls.
struct Sample {
  var organization = "Example Bank"
  var notice: String? = "Invented data. [Source](https://example.org/)."
  var partner = Partner(id: "northline", name: "Northline Contact", locale: "en-GB")
  var period: Period
  var zone: Zone
  var queues: [Queue]
  var recorded = CounterSet([
    .offered, .answered, .answeredInThreshold, .abandoned, .shortAbandoned, .wait, .waitAnswered,
    .waitAbandoned, .waitMax, .handled, .talk, .handleMax,
  ])
  var rows: [TallyRow] = []
  var gaps: [Gap] = []
  var isFinal = true
  var hours = OpeningHours.always
  var measures: [Measure] = [Sample.serviceLevel(73), Sample.abandonRate(10)]
  var fees = [Fee(item: "Answered contacts", counter: .answered, rate: Decimal(310) / 100)]
  var reference: String?
  var commentary: Commentary?
  var findings: [Finding] = []
  var history: [PeriodResult] = []

  static let formula = ServiceLevelFormula.genesys(
    flowOuts: false, shortAbandons: false, abandons: true)

  static func serviceLevel(_ percent: Decimal) -> Measure {
    Measure(
      id: "service-level", title: "Service level", clause: "2.1", metric: .serviceLevel(formula),
      target: Target(.atLeast, percent),
      credit: [CreditTier(upTo: 5, percent: 2), CreditTier(upTo: nil, percent: 10)])
  }

  static func abandonRate(_ percent: Decimal) -> Measure {
    Measure(
      id: "abandon-rate", title: "Abandon rate", clause: "2.2",
      metric: .abandonRate(.offeredLessShort), target: Target(.atMost, percent), credit: [])
  }

  static func talkTime(_ seconds: Decimal) -> Measure {
    Measure(
      id: "talk-time", title: "Average talk time", clause: "2.3", metric: .averageTalkTime,
      target: Target(.atMost, seconds), credit: [])
  }

  var contract: Contract {
    Contract(
      title: "Services agreement", zone: zone, currency: currency, hours: hours,
      thresholds: Thresholds(answeredWithin: 60_000, shortAbandon: 5_000),
      minimumCoveragePercent: 90, finalAfterDays: 4, terms: [terms])
  }

  var currency: Currency {
    guard let currency = Currency(code: "ILS") else { preconditionFailure("ILS is listed") }
    return currency
  }

  var terms: Terms {
    Terms(
      from: period.firstDay, until: nil, reference: reference, measures: measures, fees: fees)
  }

  func statement() throws -> Statement {
    let window = zone.window(of: period)
    let sheet = try Sheet(
      window: window, step: 300, queues: queues, recorded: recorded, rows: rows,
      fetched: Dictionary(uniqueKeysWithValues: queues.map { ($0.id, [window]) }), gaps: gaps)
    let formulas = Formulas(measures)
    let adder = Adder(sheet: sheet, formulas: formulas, isFinal: isFinal)
    let total = adder.summary(window)
    let assessments = measures.map { assess($0, total.tally) }
    let result = invoice(total, assessments)
    return Statement(
      organization: organization, notice: notice, partner: partner, period: period,
      window: window, contract: contract, terms: terms, formulas: formulas,
      provenance: provenance, sheet: sheet, isFinal: isFinal, media: "voice", total: total,
      queues: adder.queues(window), days: period.days.map { day($0, adder) },
      monthRows: sheet.series.indices.map { place in
        SeriesSummary(
          series: sheet.series[place], media: "voice",
          summary: adder.summary(window, queue: sheet.series[place].queue))
      } + [SeriesSummary(series: nil, media: "voice", summary: total)],
      assessments: assessments, invoice: result, findings: gaps.map(Finding.gap) + findings,
      history: history, commentary: commentary)
  }

  func result() throws -> PeriodResult {
    let statement = try statement()
    return PeriodResult(
      period: period, total: statement.total, assessments: statement.assessments,
      invoice: statement.invoice, isFinal: isFinal)
  }

  private func day(_ date: LocalDate, _ adder: Adder) -> DaySummary {
    let window = zone.day(date)
    var hours: [HourSummary] = []
    var start = window.start
    while start < window.end {
      let local = zone.localTime(at: start)
      let second = start.seconds + local.offset
      var end = start
      repeat {
        end = end + 300
      } while end < window.end
        && zone.localTime(at: end) == local && (end.seconds + local.offset) % 3600 != 0
      let hour = Window(start, end)
      hours.append(
        HourSummary(
          hour: second / 3600 % 24, localTime: local, total: adder.summary(hour),
          queues: adder.queues(hour), isOpen: contract.hours.isOpen(at: start, in: zone)))
      start = end
    }
    let intervals = adder.sheet.indices(in: window).map { adder.sheet.interval($0) }
    return DaySummary(
      date: date, total: adder.summary(window), queues: adder.queues(window), hours: hours,
      intervals: intervals.map { adder.summary($0) },
      open: intervals.map { contract.hours.isOpen(at: $0.start, in: zone) })
  }

  /// Judges by the rule in the contract, on exact numbers.
  private func assess(_ measure: Measure, _ tally: Tally) -> Assessment {
    let outcome = measure.metric.value(of: tally)
    guard let quotient = outcome.quotient else {
      return Assessment(
        measure: measure, outcome: outcome, verdict: .noData, reason: "Nothing was recorded.",
        difference: nil, credit: nil)
    }
    let value =
      measure.metric.isShare
      ? Decimal(quotient.numerator) * 100 / Decimal(quotient.denominator)
      : Decimal(quotient.numerator) / Decimal(quotient.denominator * 1000)
    let isHigh = measure.target.comparison.wantsHigh
    let isMet = isHigh ? value >= measure.target.bound : value <= measure.target.bound
    let difference = value - measure.target.bound
    let shortfall = isHigh ? -difference : difference
    let tier = isMet ? nil : measure.credit.first { $0.upTo.map { shortfall <= $0 } ?? true }
    let base = Money((Decimal(tally[.answered] ?? 0)) * (fees.first?.rate ?? 0), currency)
    return Assessment(
      measure: measure, outcome: outcome, verdict: isMet ? .met : .missed, reason: nil,
      difference: difference,
      credit: tier.map {
        Credit(
          shortfall: shortfall, tier: $0, base: base,
          amount: Money(base.amount * $0.percent / 100, currency))
      })
  }

  private func invoice(_ total: Summary, _ assessments: [Assessment]) -> Invoice {
    let fees = fees.map { fee in
      let quantity = Decimal(total[fee.counter] ?? 0)
      return InvoiceLine(
        item: fee.item, source: "month.csv \(fee.counter.column)", quantity: quantity,
        unit: "contact", rate: fee.rate, amount: Money(quantity * fee.rate, currency))
    }
    let credits = assessments.compactMap { assessment in
      assessment.credit.map {
        InvoiceLine(
          item: "Credit: \(assessment.measure.title)",
          source: "clause \(assessment.measure.clause)",
          quantity: $0.base.amount, unit: "ILS", rate: -$0.tier.percent / 100, amount: -$0.amount)
      }
    }
    let zero = Money(minorUnits: 0, currency)
    let sum = fees.reduce(zero) { $0 + $1.amount }
    let off = credits.reduce(zero) { $0 + $1.amount }
    return Invoice(lines: fees + credits, fees: sum, credits: off, net: sum + off)
  }

  private var provenance: Provenance {
    let taken = Instant(milliseconds: 941_358_600_000)
    return Provenance(
      captureIDs: ["c-0001"], capturedFrom: taken, capturedTo: taken + 90, dialect: "published",
      apiHost: "api.example.org", organizationID: "0e0e0000-0000-4000-8000-000000000001",
      requests: 12, granularity: "PT5M", zoneName: zone.name, zoneDataVersion: "2026f",
      zoneFileSHA256: String(repeating: "ab", count: 32),
      contractSHA256: String(repeating: "cd", count: 32), programVersion: "1.0.0")
  }
}

/// Adds up parts of a sheet.
private struct Adder {
  let sheet: Sheet
  let formulas: Formulas
  let isFinal: Bool

  func summary(_ window: Window, queue: QueueID? = nil) -> Summary {
    let indices = sheet.indices(in: window)
    var tally = Tally(recorded: sheet.recorded)
    var received = 0
    let places = sheet.series.indices.filter { queue == nil || sheet.series[$0].queue == queue }
    for place in places {
      tally.add(sheet.sum(of: place, in: indices))
      received += sheet.receivedCount(sheet.series[place].queue, in: indices)
    }
    return Summary(
      window: window, tally: tally, expected: indices.count * places.count, received: received,
      isFinal: isFinal, formulas: formulas)
  }

  func queues(_ window: Window) -> [QueueSummary] {
    sheet.queues.map { QueueSummary(queue: $0, summary: summary(window, queue: $0.id)) }
  }
}
