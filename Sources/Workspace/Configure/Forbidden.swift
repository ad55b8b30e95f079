package import Figures

extension Configuration {
  /// What must stand in nobody's site but its owner's: names and ids, and the canaries, which are
  /// nobody's.
  package var owned: [OwnedText] {
    partners.flatMap { partner in
      partner.identifying.map { OwnedText($0, owner: partner.partner.id) }
    } + canaries.map { OwnedText(ForbiddenText(.canary, $0), owner: nil) }
  }

  /// What a partner's site may show though another one has it too.
  ///
  /// `queues` are the names that the platform has for its queues.
  package func own(of partner: PartnerSettings, queues: [String] = []) -> OwnTexts {
    OwnTexts(
      names: [partner.partner.name, partner.partner.id, organization.name]
        + (partner.partner.invoicing.map { [$0.seller.name, $0.buyer.name] } ?? []),
      queues: queues
        + partner.queues.flatMap { queue in
          switch queue.reference {
          case .id: [queue.label].compactMap { $0 }
          case .name(let name): [queue.label, name].compactMap { $0 }
          }
        },
      published: [signing?.identity].compactMap { $0 } + (signing?.earlier.map(\.identity) ?? [])
        + [organization.loginURL, organization.apiURL].map(Self.withoutPort))
  }
}

extension Configuration {
  /// The address of a host: superseded editions may name another port of it.
  fileprivate static func withoutPort(_ address: String) -> String {
    guard let colon = address.lastIndex(of: ":"),
      address[colon...].dropFirst().allSatisfy(\.isNumber)
    else { return address }
    return String(address[..<colon])
  }
}

extension PartnerSettings {
  /// What tells this partner from others.
  fileprivate var identifying: [ForbiddenText] {
    let parties = partner.invoicing.map { [$0.seller.name, $0.seller.vat].compactMap { $0 } } ?? []
    var agents: [AgentID] = []
    if case .named(let named) = agentTime?.selection { agents = named }
    return ([partner.name, partner.id] + parties).map { ForbiddenText(.partner, $0) }
      + queues.flatMap(\.identifying) + agents.map { ForbiddenText(.agent, $0.text) }
  }
}

extension QueueSetting {
  fileprivate var identifying: [ForbiddenText] {
    let label = label.map { [ForbiddenText(.queue, $0)] } ?? []
    return switch reference {
    case .id(let id): [ForbiddenText(.identifier, id.text)] + label
    case .name(let name): [ForbiddenText(.queue, name)] + label
    }
  }
}

extension WorkspaceFolder {
  /// Secrets of the configuration that a site must not hold, as far as they can be had.
  ///
  /// One that cannot be had here, as on a machine that only builds, was not in this process either.
  package func forbiddenSecrets() async -> [ForbiddenText] {
    let organization = configuration.organization
    var secrets: [String] = []
    for reference in [organization.clientID, organization.clientSecret] {
      if let secret = try? await reference.resolve() { secrets.append(secret.reveal()) }
    }
    if let key = try? await configuration.signing?.key.resolve() {
      // Each line of the file by itself: what holds a private key may break it elsewhere.
      secrets += key.reveal().split(whereSeparator: \.isNewline).map(String.init)
        .filter { $0.utf8.count >= 40 }
    }
    for setting in configuration.pseudonymKeys {
      if let key = try? await setting.key.resolve() { secrets.append(key.reveal()) }
    }
    return secrets.map { ForbiddenText(.secret, $0) }
  }
}
