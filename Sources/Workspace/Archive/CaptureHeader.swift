package import Figures

/// Everything that a fetch fixes before its first query: what was asked, of whom, and how.
package struct CaptureHeader: Sendable, Hashable {
  /// As ``Period/id``.
  package let period: String
  package let window: Window
  /// Where what was asked for ends: before the window's end while the period is under way.
  package let until: Instant
  /// The digest of the queries that will be sent; the same plan resumes, another begins anew.
  package let plan: String
  package let dialect: String
  package let apiHost: String
  package let organizationID: String
  package let organizationName: String
  package let programVersion: String
  /// Such as `PT5M`.
  package let granularity: String
  /// Finer ones that the service refused, the finest first.
  package let refusedGranularities: [String]
  /// What the client may do beyond reading, which the operator allowed; sorted.
  package let overGrants: [String]
  /// Seconds of an interval.
  package let step: Int
  package let recorded: CounterSet
  package let thresholds: Thresholds
  package let zone: ZoneStamp
  /// The queues with their names on the platform, sorted by id.
  package let queues: [CapturedQueue]
  /// What must be covered for the whole window before the capture counts as complete; sorted.
  package let series: [Series]
  /// What is asked of single conversations; `nil` when nothing is.
  package let records: AskedRecords?
  /// What is kept of the ids of agents and conversations.
  package let naming: CapturedNaming

  package init(
    period: String, window: Window, plan: String, dialect: String, apiHost: String,
    organizationID: String, organizationName: String, programVersion: String, granularity: String,
    step: Int, recorded: CounterSet, thresholds: Thresholds, zone: ZoneStamp,
    queues: [CapturedQueue], series: [Series], until: Instant? = nil,
    refusedGranularities: [String] = [], overGrants: [String] = [], records: AskedRecords? = nil,
    naming: CapturedNaming = .nobody
  ) {
    self.period = period
    self.window = window
    self.until = until ?? window.end
    self.refusedGranularities = refusedGranularities
    self.overGrants = overGrants.sorted()
    self.plan = plan
    self.dialect = dialect
    self.apiHost = apiHost
    self.organizationID = organizationID
    self.organizationName = organizationName
    self.programVersion = programVersion
    self.granularity = granularity
    self.step = step
    self.recorded = recorded
    self.thresholds = thresholds
    self.zone = zone
    self.queues = queues.sorted { $0.id < $1.id }
    self.series = series.sorted()
    self.records = records
    self.naming = naming
  }
}

extension CaptureHeader {
  /// What was asked for: the window, or the part of it that had passed.
  package var asked: Window { Window(window.start, until) }
}

/// How records of conversations are asked for, and in how many queries.
package struct AskedRecords: Sendable, Hashable {
  package let route: RecordRoute
  package let queries: Int

  package init(route: RecordRoute, queries: Int) {
    self.route = route
    self.queries = queries
  }
}

/// A queue as the platform named it when it was asked.
package struct CapturedQueue: Sendable, Hashable {
  package let id: QueueID
  package let name: String

  package init(id: QueueID, name: String) {
    self.id = id
    self.name = name
  }
}

/// Which zone file cut the days.
package struct ZoneStamp: Sendable, Hashable {
  package let name: String
  /// The release of the tz database.
  package let version: String
  package let sha256: String

  package init(name: String, version: String, sha256: String) {
    self.name = name
    self.version = version
    self.sha256 = sha256
  }
}

extension ZoneSource {
  package var stamp: ZoneStamp { ZoneStamp(name: zone.name, version: version, sha256: sha256) }
}

/// A capture in the archive.
package struct Capture: Sendable, Hashable {
  package enum State: String, Sendable, Hashable { case open, complete }

  /// Such as `19991031T083000Z-01`: the second in which it began, and a counter.
  package let id: String
  package let header: CaptureHeader
  package let state: State
  package let startedAt: Instant
  package let completedAt: Instant?
  /// When a later fetch last found the same figures.
  package let confirmedAt: Instant?
  /// How many answers it holds.
  package let answers: Int
  /// Of the tallies and what they mean; `nil` while it is open.
  package let digest: String?
  /// Of the events of conversations; `nil` while it is open, and where none were asked for.
  package let recordDigest: String?
  /// What the organization said of its own masking; `nil` where it did not tell.
  package let maskingSwitches: [MaskingSwitch]?

  let number: Int64
}
