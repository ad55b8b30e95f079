import Figures
import Workspace

/// One partner's archive, contract and remarks: all that its site is built from.
struct PartnerSource: Sendable {
  let settings: PartnerSettings
  private(set) var contract: ContractFile
  /// Every period with a complete capture, the earliest first.
  let captured: [Period]
  let wanted: Set<Period>
  let archive: Archive
  private let workspace: WorkspaceFolder

  /// Opens a partner's sources; a wanted period without a complete capture is refused.
  init(_ settings: PartnerSettings, _ workspace: WorkspaceFolder, wanted: [Period]) throws {
    self.settings = settings
    self.workspace = workspace
    let contract = try workspace.contract(of: settings)
    self.contract = contract
    let wanted = wanted.map(contract.contract.period)
    guard let archive = try workspace.existingArchive(of: settings.partner.id) else {
      throw NotFetched(partner: settings.partner.id, period: wanted.first?.id)
    }
    self.archive = archive
    captured = try archive.periods().map { id in
      guard let period = Period(id: id) else { throw NotFetched(partner: settings.partner.id) }
      return contract.contract.period(period)
    }.sorted { ($0.firstDay, $0.endDay) < ($1.firstDay, $1.endDay) }
    for period in wanted where !captured.contains(period) {
      throw NotFetched(partner: settings.partner.id, period: period.id)
    }
    guard !captured.isEmpty else { throw NotFetched(partner: settings.partner.id) }
    self.wanted = Set(wanted.isEmpty ? captured : wanted)
  }

  /// The names that the platform has, or had, for the partner's queues.
  func queueNames() throws -> [String] {
    let names = try captured.flatMap { period in
      try archive.latestComplete(period: period.id)?.header.queues.map(\.name) ?? []
    }
    return Set(names).sorted()
  }

  func commentary(on period: Period) throws -> Commentary? {
    try workspace.commentary(of: settings.partner.id, period: period)
  }

  /// What the partner sent as its own figures.
  func theirFile(on period: Period) -> (path: String, mapping: String?)? {
    workspace.theirFile(of: settings.partner.id, period: period)
  }

  /// Reads the newest complete capture of a period and puts its rows into a sheet.
  func chapter(of period: Period) throws -> Chapter {
    guard let capture = try archive.latestComplete(period: period.id) else {
      throw NotFetched(partner: settings.partner.id, period: period.id)
    }
    return try chapter(of: period, at: capture)
  }

  /// The complete captures that newer ones have replaced, the newest first.
  ///
  /// Those that were asked for something else than today's contract cannot be compared and are
  /// left out.
  func earlierChapters(of period: Period) throws -> [Chapter] {
    guard let newest = try archive.latestComplete(period: period.id) else { return [] }
    let older = try archive.captures(of: newest.header.window).filter {
      $0.state == .complete && $0.id != newest.id
    }.sorted { $0.startedAt > $1.startedAt }
    return try older.compactMap { capture in
      do { return try chapter(of: period, at: capture) } catch is OutdatedCapture { return nil }
    }
  }

  /// A contract that was kept with an edition.
  func contract(keptAs bytes: [UInt8]) throws -> ContractFile {
    try workspace.contract(keptAs: bytes)
  }

  /// The same sources under another version of the contract.
  func under(_ contract: ContractFile) -> PartnerSource {
    var copy = self
    copy.contract = contract
    return copy
  }

  /// The complete captures of a period, the last one to be completed last.
  func captures(of period: Period) throws -> [Capture] { try archive.complete(period: period.id) }

  /// The months before a period as its pages show them, the earliest first.
  func history(before period: Period) throws -> [PeriodResult] {
    var history: [PeriodResult] = []
    for month in captured.prefix(while: { $0 != period }) where month.kind == .month {
      if case .success(let result) = try self.result(of: chapter(of: month), after: history) {
        history.append(result)
      }
    }
    return history
  }

  /// How a period went, for the pages of others; or why it is on none of them.
  ///
  /// A contract that is younger than the archive, or a later month that wants for something, must
  /// not stop the month that is asked for. What was published stays on the pages or stops the work.
  func result(
    of chapter: Chapter, after history: [PeriodResult]
  ) throws -> Result<PeriodResult, BillingError> {
    do {
      return .success(try chapter.result(history: history.suffix(12)))
    } catch let error as BillingError {
      guard
        try error.isWithoutTerms || archive.editions(of: chapter.period.id).isEmpty
      else { throw error }
      return .failure(error)
    }
  }

  /// What the operator decided about columns that no figure is made of.
  var columnPolicy: ColumnPolicy { workspace.configuration.organization.columns }

  /// Puts the rows of a capture into a sheet.
  func chapter(of period: Period, at capture: Capture) throws -> Chapter {
    // Days are cut by the zone file of the capture, not by the one that the system has today.
    let zone = try archive.zone(of: capture)
    let contract = self.contract.contract.by(zone.zone)
    let header = capture.header
    try check(header, period, contract)
    let queues = try settings.queues.map { setting in
      let captured = header.queues.first { queue in
        switch setting.reference {
        case .id(let id): queue.id == id
        case .name(let name): queue.name == name
        }
      }
      guard let captured else { throw OutdatedCapture(period: period, what: "other queues") }
      return setting.queue(id: captured.id, name: captured.name)
    }
    guard Set(queues.flatMap(\.series)) == Set(header.series) else {
      throw OutdatedCapture(period: period, what: "other queues, media or directions")
    }
    let sheet = try Sheet(
      window: header.window, step: header.step, queues: queues, recorded: header.recorded,
      rows: try archive.rows(of: capture),
      fetched: Dictionary(uniqueKeysWithValues: queues.map { ($0.id, [header.asked]) }),
      gaps: settings.gaps(in: zone.zone))
    let organization = workspace.configuration.organization
    let agents = try agents(of: capture, period, contract)
    // The time of a handful is the time of each of them.
    let hidesAgents = agents.map { $0.scope.agents < settings.smallCell } ?? false
    let columns = try archive.columns(columnPolicy, of: capture)
    return Chapter(
      period: period, sheet: sheet, capture: capture,
      provenance: try provenance(of: capture),
      records: try records(of: capture, period, sheet, zone.zone),
      sources: StatementSources(
        organization: organization.name, notice: organization.notice, partner: settings.partner,
        contract: contract, gaps: settings.gaps(in: zone.zone),
        confirmedSilences: settings.silences(in: zone.zone).map {
          ConfirmedSilence(window: $0.window, reason: $0.reason)
        }, until: header.until, agents: hidesAgents ? nil : agents,
        disclosure: Disclosure(
          exceptions: settings.exceptions, smallestGroup: settings.smallCell,
          hidesAgents: hidesAgents, columns: organization.columns.published),
        columns: columns))
  }

  /// The time of the agents, where it was asked for then and is wanted today.
  ///
  /// A capture from before the partner had 'agents' has none. One that counts other agents than
  /// the configuration, or shared ones that it does not accept, is refused.
  private func agents(
    of capture: Capture, _ period: Period, _ contract: Contract
  ) throws -> AgentSheet? {
    guard let setting = settings.agentTime, let captured = try archive.agents(of: capture) else {
      return nil
    }
    guard captured.scope.basis == setting.basis else {
      throw OutdatedCapture(period: period, what: "other agents")
    }
    guard captured.scope.shared == 0 || setting.acceptsShared else {
      throw SharedAgents(
        partner: settings.partner.id, shared: captured.scope.shared,
        agents: captured.scope.agents)
    }
    for member in captured.members
    where !Pseudonyms.isKept(member.agent.text, as: capture.header.naming.agents) {
      throw UnmaskedArchive(period: period, what: "the id of an agent")
    }
    return try AgentSheet(
      scope: captured.scope, asked: captured.window, rows: try archive.agentRows(of: capture),
      gaps: settings.gaps(in: contract.zone),
      beside: publishedAgentTime(of: period, before: capture))
  }

  /// What other sealed periods, and earlier editions of this one, show of the agents' days.
  private func publishedAgentTime(
    of period: Period, before capture: Capture
  ) throws -> PublishedAgentTime {
    var published = PublishedAgentTime()
    for other in captured where other.firstDay < period.endDay && period.firstDay < other.endDay {
      let isSame = other == period
      for edition in try archive.editions(of: other.id)
      where !isSame || edition.edition.captured < capture.completion {
        let files = try archive.files(of: edition, period: other.id)
        if let file = files.first(where: { $0.path == "data/agents.csv" }) {
          published.add(agents: file.bytes, ofSamePeriod: isSame)
        }
      }
    }
    return published
  }

  /// What was asked must be what the contract asks for today.
  private func check(
    _ header: CaptureHeader, _ period: Period, _ contract: Contract
  ) throws(OutdatedCapture) {
    guard header.zone.name == self.contract.contract.zone.name,
      header.window == contract.zone.window(of: period)
    else { throw OutdatedCapture(period: period, what: "the zone \(header.zone.name)") }
    // Waits that nobody counts any more lie behind those that are counted, and weigh nothing.
    let asked = header.thresholds
    guard asked.answeredWithin == contract.thresholds.answeredWithin,
      asked.shortAbandon == contract.thresholds.shortAbandon,
      asked.ranges.starts(with: contract.thresholds.ranges)
    else {
      throw OutdatedCapture(
        period: period, what: header.thresholds.lack(contract.thresholds),
        place: self.contract.place(ofThresholdsMissingIn: header.thresholds))
    }
  }

  /// Single conversations, added up and held against the sheet; `nil` when none were fetched.
  private func records(
    of capture: Capture, _ period: Period, _ sheet: Sheet, _ zone: Zone
  ) throws -> RecordCheck? {
    let header = capture.header
    guard let asked = header.records else { return nil }
    var records = RecordSheet(of: sheet, thresholds: header.thresholds)
    try archive.forEachRecord(of: capture) { event in
      guard Pseudonyms.isKept(event.conversation, as: header.naming.conversations) else {
        throw UnmaskedArchive(period: period, what: "the id of a conversation")
      }
      try records.add(event)
    }
    return records.check(
      route: asked.route, requests: try archive.receipts(of: capture).count,
      days: period.days.filter { zone.start(of: $0) < header.until }, zone: zone)
  }

  private func provenance(of capture: Capture) throws -> Provenance {
    let answers = try archive.answers(of: capture)
    let times = answers.map(\.receivedAt)
    let header = capture.header
    return Provenance(
      captureIDs: [capture.id], capturedFrom: times.min() ?? capture.startedAt,
      capturedTo: times.max() ?? capture.startedAt, dialect: header.dialect,
      apiHost: header.apiHost, organizationID: header.organizationID, requests: answers.count,
      granularity: header.granularity, zoneName: header.zone.name,
      zoneDataVersion: header.zone.version, zoneFileSHA256: header.zone.sha256,
      contractSHA256: contract.sha256, programVersion: Tallysheet.version,
      refusedGranularities: header.refusedGranularities, overGrants: header.overGrants,
      observations: try archive.observations(of: capture),
      answers: answers.map { $0.source(of: header) }
        + (try archive.receipts(of: capture)).map { $0.source(of: header) },
      naming: header.naming, maskingSwitches: capture.maskingSwitches)
  }
}
