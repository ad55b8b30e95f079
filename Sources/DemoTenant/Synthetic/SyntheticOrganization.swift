extension Organization {
  /// The names of the recordings that this program carries or makes, sorted.
  static let recordings = (all.map(\.recording) + [SyntheticOptions.name]).sorted()

  /// The organization of a recording's text; one that is made up is made anew each time.
  static func named(_ text: String) throws(TenantError) -> Organization {
    if let recorded = all.first(where: { $0.recording == text }) { return recorded }
    guard let options = try SyntheticOptions(text) else {
      throw .unknownRecording(text, known: recordings)
    }
    guard let zone = try? Zones.zone(options.zone) else {
      preconditionFailure("the options were checked")
    }
    let days = LocalDays(options.from..<options.to + 1, zone: zone)
    let now =
      options.now ?? Moment(milliseconds: days.start(options.to) + 8 * 3_600_000)
    return SyntheticMaker(options: options).organization(recording: text, days: days, now: now)
  }
}

/// Makes the divisions, queues and agents of an organization.
struct SyntheticMaker {
  let options: SyntheticOptions

  func organization(recording: String, days: LocalDays, now: Moment) -> Organization {
    let agents = agents()
    var lines: [SyntheticLine] = []
    var queues: [Queue] = []
    for partner in 0..<options.partners {
      for number in 0..<options.queues {
        queues.append(queue(partner: partner, number: number, agents: agents, lines: &lines))
      }
    }
    queues.sort { ($0.name, $0.id) < ($1.name, $1.id) }
    return Organization(
      recording: recording, id: uuid(10, 0), name: "Synthetic \(options.seed)",
      divisions: (0..<options.partners).map {
        Organization.Division(id: uuid(11, $0), name: "Partner \($0 + 1)")
      }, queues: queues, now: now, client: client, facts: FactStore(recording: recording),
      synthetic: Synthetic(
        options: options, days: days, now: now, lines: lines, agents: agents))
  }

  private func uuid(_ kind: Int, _ number: Int) -> String {
    var chance = Chance(options.seed, kind, number)
    return chance.uuid()
  }

  private var client: Organization.Client {
    Organization.Client(
      id: uuid(12, 0), name: "tallysheet-reader", clientID: "demo", secret: "demo",
      roleID: uuid(13, 0), roleName: "Partner report reader",
      permissions: [
        "analytics:conversationAggregate:view", "analytics:conversationDetail:view",
        "analytics:dataRetention:view", "analytics:queueObservation:view",
        "analytics:userAggregate:view", "analytics:userObservation:view",
        "presence:presenceDefinition:view", "routing:queue:view",
      ])
  }

  private func agents() -> [Agent] {
    (0..<options.partners * options.agents).map { place in
      var chance = Chance(options.seed, 14, place)
      return Agent(
        place: place, seed: options.seed, id: chance.uuid(), division: place / options.agents,
        state: Agent.State.allCases[
          [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2][chance.below(15)]],
        pattern: chance.below(Shift.patterns.count))
    }
  }

  private func queue(
    partner: Int, number: Int, agents: [Agent], lines: inout [SyntheticLine]
  ) -> Queue {
    let id = uuid(15, partner * 100 + number)
    var chance = Chance(options.seed, 16, partner, number)
    let all = partner * options.agents..<(partner + 1) * options.agents
    var members = all.filter { _ in chance.happens(600) }
    if members.isEmpty { members = [all.lowerBound] }
    // Each tenth queue has next to nothing to do.
    let factor = number % 10 == 9 ? 2 : chance.from(50...150)
    let hours = OpeningHours.allCases[number % OpeningHours.allCases.count]
    var channels: [Channel] = []
    for (medium, direction) in pairs() {
      let profile = MediumProfile.of(medium, direction: direction)
      let target =
        medium == "voice" && number % 3 == 2
        ? Target(percent: 75, milliseconds: 30_000) : profile.target
      var own = profile
      own.target = target
      lines.append(
        SyntheticLine(
          place: lines.count, queueID: id, division: partner, mediaType: medium,
          direction: direction, profile: own, hours: hours,
          volume: options.calls * profile.volume * factor / 10_000, members: members))
      channels.append(
        Channel(
          mediaType: medium, direction: direction, target: target, place: lines.count - 1))
    }
    return Queue(
      code: "\(partner)/\(number)", id: id, name: name(partner: partner + 1, number: number),
      division: partner, direction: "inbound", waiting: 0, longestWaitSeconds: 0, interacting: 0,
      mediaType: options.media.first ?? "voice", channels: channels, memberCount: members.count)
  }

  /// Every medium comes in; voice goes out, too.
  private func pairs() -> [(medium: String, direction: String)] {
    options.media.map { ($0, "inbound") }
      + (options.media.contains("voice") ? [("voice", "outbound")] : [])
  }

  /// A queue's name, which tells its partner; some are made to break what they are put into.
  private func name(partner: Int, number: Int) -> String {
    switch number {
    case 1: "<script>alert('Partner \(partner)')</script> & <b>\"sales\"</b>"
    case 2: "=1+1 Partner \(partner)"
    case 3: "\u{202E}Partner \(partner)\u{202C} \u{0634}\u{0643}\u{0627}\u{0648}\u{0649}"
    case 4: "Partner \(partner) queue 1"
    case 5:
      String("Partner \(partner) queue 6 " + String(repeating: "long name ", count: 30))
        .prefix(299) + "."
    default: "Partner \(partner) queue \(number + 1)"
    }
  }
}

/// A partner of an organization that is made up, for tests that configure one.
package struct DemoPartner: Sendable, Hashable {
  package let name: String
  package let queues: [DemoQueue]
}

/// A queue of a ``DemoPartner``.
package struct DemoQueue: Sendable, Hashable {
  package let id: String
  package let name: String
  package let media: [String]
}

extension DemoTenant {
  /// The divisions of a recording with their queues in the order of their names.
  package static func partners(recording: String) throws(TenantError) -> [DemoPartner] {
    let organization = try Organization.named(recording)
    return organization.divisions.indices.map { index in
      let queues = organization.queues.filter { $0.division == index }
      return DemoPartner(
        name: organization.divisions[index].name,
        queues: queues.map { queue in
          DemoQueue(
            id: queue.id, name: queue.name, media: Set(queue.lines.map(\.mediaType)).sorted())
        })
    }
  }
}
