/// Everything that one period's site shows, for one partner; pages are made of nothing else.
package struct Statement: Sendable {
  package let organization: String
  /// Plain sentences in markdown that stand at the foot of every page.
  package let notice: String?
  package let partner: Partner
  package let period: Period
  package let window: Window
  package let contract: Contract
  /// The terms in force on the period's first day.
  package let terms: Terms
  package let formulas: Formulas
  package let provenance: Provenance
  package let sheet: Sheet
  /// Stretches that end later are still provisional.
  package let finalUntil: Instant
  /// Where the figures end while the period is under way; the window's end when it is over.
  package let until: Instant

  /// The medium that tables and charts show; other media are in the files only, because a total
  /// over media would mix figures that mean different things.
  package let media: String
  package let total: Summary
  /// One for each queue, in the configured order, the shown medium only.
  package let queues: [QueueSummary]
  package let days: [DaySummary]
  /// The rows of `month.csv`: every series, then the sum of each medium.
  package let monthRows: [SeriesSummary]
  /// Empty unless the period is a whole month.
  package let assessments: [Assessment]
  package let invoice: Invoice?
  package let findings: [Finding]
  /// Earlier months of the same partner, oldest first, at most twelve.
  package let history: [PeriodResult]
  package private(set) var commentary: Commentary?
  /// How the records of single conversations compare; `nil` when none were fetched.
  package let records: RecordCheck?
  /// What the partner's agents did; `nil` where nobody asked.
  package let agents: AgentFigures?
  /// Every edition up to this one, the first one first; empty while the period is under way.
  package private(set) var editions: [Edition] = []
  /// The partner's own figures beside ours; `nil` when none were received.
  package let theirs: TheirSide?
  package let disclosure: Disclosure
  /// Columns of the source that are published beside the figures, over the whole period.
  package let columns: [PublishedColumn]

  package init(
    organization: String, notice: String?, partner: Partner, period: Period, window: Window,
    contract: Contract, terms: Terms, formulas: Formulas, provenance: Provenance, sheet: Sheet,
    finalUntil: Instant, until: Instant, media: String, total: Summary, queues: [QueueSummary],
    days: [DaySummary],
    monthRows: [SeriesSummary], assessments: [Assessment], invoice: Invoice?, findings: [Finding],
    history: [PeriodResult], commentary: Commentary?, records: RecordCheck? = nil,
    agents: AgentFigures? = nil, theirs: TheirSide? = nil, disclosure: Disclosure = Disclosure(),
    columns: [PublishedColumn] = []
  ) {
    self.organization = organization
    self.notice = notice
    self.partner = partner
    self.period = period
    self.window = window
    self.contract = contract
    self.terms = terms
    self.formulas = formulas
    self.provenance = provenance
    self.sheet = sheet
    self.finalUntil = finalUntil
    self.until = until
    self.media = media
    self.total = total
    self.queues = queues
    self.days = days
    self.monthRows = monthRows
    self.assessments = assessments
    self.invoice = invoice
    self.findings = findings
    self.history = history
    self.commentary = commentary
    self.records = records
    self.agents = agents
    self.theirs = theirs
    self.disclosure = disclosure
    self.columns = columns
  }
}

extension Statement {
  /// The same figures as the last of these editions; the remarks were written for another one.
  package func issued(as editions: [Edition], remarksOf edition: Int? = nil) -> Statement {
    var copy = self
    copy.editions = editions
    copy.commentary?.edition = edition
    return copy
  }

  /// The same figures with other remarks.
  package func remarked(_ commentary: Commentary?) -> Statement {
    var copy = self
    copy.commentary = commentary
    return copy
  }

  /// Whether the whole period is final.
  package var isFinal: Bool { window.end <= finalUntil }

  /// Whether a part of the period still lay ahead when it was fetched.
  package var isUnderWay: Bool { until < window.end }

  /// The period in one line, for the portal and for the trend of later months.
  package var result: PeriodResult {
    PeriodResult(
      period: period, total: total, assessments: assessments, invoice: invoice, isFinal: isFinal,
      until: isUnderWay ? until : nil)
  }
}

/// A queue and what it did.
package struct QueueSummary: Sendable, Hashable {
  package let queue: Queue
  package let summary: Summary

  package init(queue: Queue, summary: Summary) {
    self.queue = queue
    self.summary = summary
  }
}

/// A row for one series, or for a whole medium when `series` is `nil`.
package struct SeriesSummary: Sendable, Hashable {
  package let series: Series?
  package let media: String
  package let summary: Summary

  package init(series: Series?, media: String, summary: Summary) {
    self.series = series
    self.media = media
    self.summary = summary
  }
}

/// A local day: 23, 24, 24.5 or 25 hours long.
package struct DaySummary: Sendable, Hashable {
  package let date: LocalDate
  package let total: Summary
  package let queues: [QueueSummary]
  package let hours: [HourSummary]
  /// The shown medium's total of each interval, in order.
  package let intervals: [Summary]
  /// One place for each interval: whether the contract counts it as open.
  package let open: [Bool]

  package init(
    date: LocalDate, total: Summary, queues: [QueueSummary], hours: [HourSummary],
    intervals: [Summary], open: [Bool]
  ) {
    self.date = date
    self.total = total
    self.queues = queues
    self.hours = hours
    self.intervals = intervals
    self.open = open
  }
}

/// A local hour, told apart by its offset when the clocks repeat it.
package struct HourSummary: Sendable, Hashable {
  /// The hour on the clock, 0 to 23.
  package let hour: Int
  package let localTime: Zone.LocalTime
  package let total: Summary
  package let queues: [QueueSummary]
  /// Whether the contract counts any of it as open.
  package let isOpen: Bool

  package init(
    hour: Int, localTime: Zone.LocalTime, total: Summary, queues: [QueueSummary], isOpen: Bool
  ) {
    self.hour = hour
    self.localTime = localTime
    self.total = total
    self.queues = queues
    self.isOpen = isOpen
  }
}

/// Where figures come from and when they were taken.
package struct Provenance: Sendable, Hashable {
  package let captureIDs: [String]
  package let capturedFrom: Instant
  package let capturedTo: Instant
  package let dialect: String
  package let apiHost: String
  package let organizationID: String
  package let requests: Int
  /// Such as `PT5M`.
  package let granularity: String
  package let zoneName: String
  package let zoneDataVersion: String
  package let zoneFileSHA256: String
  package let contractSHA256: String
  package let programVersion: String
  /// Finer granularities that the service refused.
  package let refusedGranularities: [String]
  /// What the client could do beyond reading, which the operator allowed.
  package let overGrants: [String]
  /// What the service said about the present, when the period was under way.
  package let observations: [QueueNow]
  /// Every answer of the captures, in the order of their keys.
  package let answers: [SourceAnswer]
  /// What is kept of ids of agents and conversations.
  package let naming: CapturedNaming
  /// What the organization said of its own masking; `nil` where it did not tell.
  package let maskingSwitches: [MaskingSwitch]?

  package init(
    captureIDs: [String], capturedFrom: Instant, capturedTo: Instant, dialect: String,
    apiHost: String, organizationID: String, requests: Int, granularity: String, zoneName: String,
    zoneDataVersion: String, zoneFileSHA256: String, contractSHA256: String, programVersion: String,
    refusedGranularities: [String] = [], overGrants: [String] = [], observations: [QueueNow] = [],
    answers: [SourceAnswer] = [], naming: CapturedNaming = .nobody,
    maskingSwitches: [MaskingSwitch]? = nil
  ) {
    self.captureIDs = captureIDs
    self.capturedFrom = capturedFrom
    self.capturedTo = capturedTo
    self.dialect = dialect
    self.apiHost = apiHost
    self.organizationID = organizationID
    self.requests = requests
    self.granularity = granularity
    self.zoneName = zoneName
    self.zoneDataVersion = zoneDataVersion
    self.zoneFileSHA256 = zoneFileSHA256
    self.contractSHA256 = contractSHA256
    self.programVersion = programVersion
    self.refusedGranularities = refusedGranularities
    self.overGrants = overGrants
    self.observations = observations
    self.answers = answers
    self.naming = naming
    self.maskingSwitches = maskingSwitches
  }
}

/// A manager's remarks in markdown, with the file they come from for messages.
package struct Commentary: Sendable, Hashable {
  package let markdown: String
  package let file: String
  /// The edition that it was written for, where a later one shows it; `nil` when it is this one.
  package var edition: Int?

  package init(markdown: String, file: String) {
    self.markdown = markdown
    self.file = file
  }
}

/// Something about the data that a reader must know before relying on a figure.
package enum Finding: Sendable, Hashable {
  /// The operator declared that the source recorded nothing.
  case gap(Gap)
  /// No queue had any event for long in open hours; nobody has said yet whether that is real.
  case silence(Window)
  /// The operator confirmed that a silence is real.
  case confirmedSilence(Window, reason: String)
  /// A day whose clock changes: its length in seconds.
  case clockChange(LocalDate, seconds: Int)
  /// Offered differs from answered plus abandoned plus flow-outs by this many contacts.
  case identity(difference: Int, offered: Int)
  /// A single wait or call of more than an hour, in milliseconds, that weighs on averages.
  case outlier(Counter, milliseconds: Int, date: LocalDate)
  /// The source answered in coarser intervals than wanted.
  case granularity(String)
  /// The records of single conversations do not add up to the counts.
  case records(RecordCheck)
}

/// A file of a site: its place below the partner's folder, and its bytes.
package struct OutputFile: Sendable, Hashable {
  /// Relative, with `/`, lower-case letters, digits, `.`, `_` and `-` only.
  package let path: String
  package let bytes: [UInt8]
  /// The SHA-256 of the bytes, 64 lower-case hexadecimal digits, where somebody has made it already.
  package let sha256: String?

  package init(path: String, bytes: [UInt8], sha256: String? = nil) {
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
  }

  package init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }

  /// The same bytes in another place.
  package func moved(to path: String) -> OutputFile {
    OutputFile(path: path, bytes: bytes, sha256: sha256)
  }

  package static func == (left: OutputFile, right: OutputFile) -> Bool {
    left.path == right.path && left.bytes == right.bytes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(bytes)
  }
}
