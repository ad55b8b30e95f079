import Figures
import GenesysCloud
import Workspace

/// What the organization says of itself, of the client and of the partners' queues.
struct ServiceDoctor {
  let workspace: WorkspaceFolder
  let session: Session
  let now: @Sendable () -> Instant
  let probes: Bool
  private(set) var found = DoctorLines()

  private var directory: Directory { Directory(session: session) }
  private var organization: Workspace.Organization { workspace.configuration.organization }
  private var isGuide: Bool { organization.dialect == .guide }

  init(
    workspace: WorkspaceFolder, session: Session, now: @escaping @Sendable () -> Instant,
    probes: Bool
  ) {
    self.workspace = workspace
    self.session = session
    self.now = now
    self.probes = probes
  }

  /// Makes every check; throws when the client cannot sign in, because nothing else can be asked.
  mutating func examine() async throws {
    let asked = try await directory.organization()
    found.add(
      .ok("sign in", "\(asked.name) (\(asked.id)), dialect \(organization.dialect.rawValue)"))
    let session = session
    let directory = directory
    let local = now()
    found.add(clock(await session.serverTime, local))
    try await found.check("least privilege") { [self] in try await access() }
    try await found.check("limits") { [self] in [try await limits()] }
    try await found.check("masking") { [self] in [try await masking()] }
    try await found.check("zone names") { [self] in try await zoneNames() }
    var queues: [ListedQueue]?
    try await found.check("queues") {
      queues = try await directory.queues()
      return []
    }
    guard let queues else { return }
    for settings in workspace.configuration.partners {
      let name = "queues \(settings.partner.id)"
      try await found.check(name) {
        let listed = try QueueReference.resolve(settings.references, in: queues)
        return [.ok(name, "\(listed.count) of \(settings.queues.count) can be seen")]
      }
    }
    if isGuide {
      try await found.check("definitions") {
        _ = try await GuideDefinitions.read(through: session)
        return [.ok("definitions", "columns and metrics are defined and public")]
      }
    }
    if probes {
      let probe = GranularityProbe(workspace: workspace, session: session, queues: queues)
      let now = now
      try await found.check("granularity") { try await probe.run(at: now()) }
    }
  }

  /// A clock that is wrong fetches the wrong five minutes and signs the wrong moment.
  private func clock(_ told: Instant?, _ own: Instant) -> DoctorLine {
    guard let told else {
      return .warning(
        "clock", "the service does not tell its time", do: "check that this machine uses NTP")
    }
    let skew = abs(told.milliseconds - own.milliseconds) / 1000
    let remedy = "synchronize this machine's clock: timedatectl set-ntp true"
    return switch skew {
    case ..<6: .ok("clock", "within \(skew + 1) s of the service's")
    case ..<300: .warning("clock", "\(skew) s from the service's", do: remedy)
    default: .failure("clock", "\(skew) s from the service's", do: remedy)
    }
  }

  private func access() async throws -> [DoctorLine] {
    let name = "least privilege"
    let report =
      isGuide ? try await directory.scopeReport() : try await directory.accessReport()
    var lines = report.overGrants.map {
      DoctorLine.failure(
        name, "the client may do more than read: \($0)",
        do: "give it a role that views analytics and routing only")
    }
    let partners = workspace.configuration.partners
    let missing = report.missing.filter {
      $0 != "analytics:userAggregate:view" || partners.contains { $0.agentTime != nil }
    }
    lines += missing.map {
      .failure(name, "the client may not read: \($0)", do: "add it to the client's role")
    }
    if !report.isComplete {
      lines.append(
        .warning(
          name, "the service does not tell everything that the client may do",
          do: "look at its role in the administration pages"))
    }
    return lines.isEmpty
      ? [.ok(name, "\(report.permissions.count) permissions, all to read")] : lines
  }

  private func limits() async throws -> DoctorLine {
    let configured = organization.limits
    let share = "\(configured.perMinuteShare) %"
    guard let allowed = try await directory.allowedPerMinute() else {
      return .warning(
        "limits", "the organization does not tell its requests a minute",
        do: "nothing: 300 are taken for granted, and the answers' own headers slow it down")
    }
    return .ok(
      "limits",
      "\(allowed) requests a minute, \(share) of them for us, "
        + "at most \(configured.perSecond) a second")
  }

  /// Printed for the record: masking happens here, whatever the switches say.
  private func masking() async throws -> DoctorLine {
    guard let switches = try await directory.maskingSwitches(), !switches.isEmpty else {
      return .ok("masking", "the organization has no switches; tallysheet masks by itself")
    }
    let text = switches.map { "\($0.name) \($0.isOn ? "on" : "off")" }.joined(separator: ", ")
    return .ok("masking", "\(text); tallysheet masks by itself")
  }

  private func zoneNames() async throws -> [DoctorLine] {
    guard let names = try await directory.timeZoneNames(), !names.isEmpty else {
      return [
        .warning(
          "zone names", "the service does not list its zones",
          do: "nothing, unless a fetch is refused for its zone")
      ]
    }
    let zones = try workspace.configuration.partners.map {
      try workspace.contract(of: $0).contract.zone.name
    }
    let unknown = Set(zones + [organization.timeZone]).subtracting(names).sorted()
    return unknown.isEmpty
      ? [.ok("zone names", "the service knows \(Set(zones).sorted().joined(separator: ", "))")]
      : unknown.map {
        .failure(
          "zone names", "the service does not know the zone \($0)",
          do: "use the name that it has for it")
      }
  }
}
