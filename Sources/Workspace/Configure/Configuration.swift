package import Figures

/// What `tallysheet.yml` says, checked.
package struct Configuration: Sendable {
  package static let fileName = "tallysheet.yml"

  package internal(set) var organization: Organization
  /// Of the file's bytes: 64 hexadecimal digits.
  package let sha256: String
  /// `nil` when nothing is to be signed.
  package let signing: Signing?
  package let paths: WorkspacePaths
  package let runs: RunSettings
  /// Texts that must be in no site, whoever's it is.
  package let canaries: [String]
  /// At least one; none is read unless somebody is named by a pseudonym.
  package let pseudonymKeys: [PseudonymKeySetting]
  /// The look of all sites; a partner's own comes before it.
  package let brand: BrandSettings?
  /// In the order written; no queue belongs to two of them.
  package let partners: [PartnerSettings]

  /// The same configuration, but with both hosts at one address.
  func asking(_ address: String) -> Configuration {
    var copy = self
    copy.organization.loginURL = address
    copy.organization.apiURL = address
    return copy
  }

  package subscript(partner id: String) -> PartnerSettings? {
    partners.first { $0.partner.id == id }
  }
}

/// The client's organization on the platform, and how it may be asked.
package struct Organization: Sendable {
  package enum Dialect: String, Sendable, CaseIterable {
    /// The API of Genesys Cloud today.
    case published
    case guide
  }

  /// The length of the intervals that are asked for first.
  package enum Granularity: String, Sendable, CaseIterable {
    case fiveMinutes = "PT5M"
    case quarterHours = "PT15M"
    case halfHours = "PT30M"

    package var seconds: Int {
      switch self {
      case .fiveMinutes: 300
      case .quarterHours: 900
      case .halfHours: 1800
      }
    }
  }

  package let name: String
  package let dialect: Dialect
  /// Such as `https://login.mypurecloud.de`, without a slash at the end.
  package internal(set) var loginURL: String
  package internal(set) var apiURL: String
  /// The organization's own zone; each contract has its own.
  package let timeZone: String
  package let clientID: SecretReference
  package let clientSecret: SecretReference
  package let limits: Limits
  package let granularity: Granularity
  /// Markdown for the foot of every page.
  package let notice: String?
  /// Everything but what `notRecorded` lists.
  package let recorded: CounterSet
  /// What it sends and no figure is made of.
  package let columns: ColumnPolicy

  /// Whether both hosts are this machine, as the demo's are.
  package var asksThisMachine: Bool {
    [loginURL, apiURL].allSatisfy { url in
      ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains { host in
        url == host || url.hasPrefix(host + ":") || url.hasPrefix(host + "/")
      }
    }
  }
}

/// How fast the organization may be asked.
package struct Limits: Sendable, Hashable {
  /// At most 10: the service counts more as misuse.
  package let perSecond: Int
  /// Hundredths of the server's allowance for a minute that we use: 80 for `0.8`.
  package let perMinuteShare: Int
  package let concurrency: Int
}

/// Which key seals the sites, and for whom it stands.
package struct Signing: Sendable {
  /// A key that was used before, as partners still need it.
  package struct EarlierKey: Sendable {
    package let publicKey: PublicKey
    package let identity: String
    package let validity: Validity
  }

  /// The days, in UTC, on which a key may sign; an open side has no bound.
  package struct Validity: Sendable, Hashable {
    package let from: LocalDate?
    package let until: LocalDate?

    /// The first moment, and the one at which it has ended.
    var bounds: (after: Instant?, before: Instant?) {
      (
        from.map { Instant(seconds: $0.dayNumber * 86_400) },
        until.map { Instant(seconds: ($0.dayNumber + 1) * 86_400) }
      )
    }
  }

  package let key: SecretReference
  package let identity: String
  package let validity: Validity
  package let earlier: [EarlierKey]
}

/// The workspace's folders.
package struct WorkspacePaths: Sendable, Hashable {
  package let archive: String
  package let commentary: String
  package let publicFolder: String
  /// Overrides the built-in templates.
  package let templates: String?
  /// What partners sent as their own figures.
  package let theirs: String
}

/// What `run` leaves behind, and whom it tells.
package struct RunSettings: Sendable, Hashable {
  package let folder: String
  /// A second place for the metrics.
  package let metrics: String?
  /// A program and its arguments that gets the report on its standard input.
  package let notify: [String]?
}

/// One partner: whose queues, under which contract, for which host.
package struct PartnerSettings: Sendable {
  package enum PublishTarget: Sendable, Hashable {
    case directory(String)
    /// A remote and path as rclone takes them.
    case rclone(String)
    /// A host and path as rsync takes them.
    case rsync(String)
  }

  package let partner: Partner
  package let contractFile: String
  package let queues: [QueueSetting]
  /// The time of fewer agents than this is not shown.
  package let smallCell: Int
  /// What is kept of an agent's id.
  package let agents: Naming
  /// What is kept of a conversation's id: never nothing, because its events belong together.
  package let conversations: Naming
  /// What the site may show although the scan is against it.
  package let exceptions: [LeakException]
  package let gaps: [GapSetting]
  package let silences: [SilenceSetting]
  package let publish: PublishTarget?
  package let brand: BrandSettings?
  /// How records of conversations are asked for; `nil` when they are not.
  package let records: RecordRoute?
  /// Whose time is fetched; `nil` when nothing about agents is asked.
  package let agentTime: AgentSetting?

  /// The declared gaps by the clock of the contract's zone, in the order written.
  package func gaps(in zone: Zone) -> [Gap] {
    gaps.map { Gap(window: $0.span.window(in: zone), reason: $0.reason, evidence: $0.evidence) }
  }

  /// The long silences that were confirmed as real.
  package func silences(in zone: Zone) -> [(window: Window, reason: String)] {
    silences.map { (window: $0.span.window(in: zone), reason: $0.reason) }
  }
}

/// A queue of a partner, named or already known by its id.
package struct QueueSetting: Sendable, Hashable {
  package enum Reference: Sendable, Hashable {
    case id(QueueID)
    /// The exact name on the platform.
    case name(String)
  }

  package let reference: Reference
  /// What pages call it; `nil` for the platform's own name.
  package let label: String?
  package let media: [String]
  package let directions: [String]

  /// The queue, once its id and its name on the platform are known.
  package func queue(id: QueueID, name: String) -> Queue {
    Queue(id: id, label: label ?? name, media: media, directions: directions)
  }
}

/// A declared gap, before the zone is known.
package struct GapSetting: Sendable, Hashable {
  package let span: LocalSpan
  package let reason: String
  package let evidence: String?
}

/// A confirmed silence, before the zone is known.
package struct SilenceSetting: Sendable, Hashable {
  package let span: LocalSpan
  package let reason: String
}

/// Whose time in each status belongs to a partner.
package struct AgentSetting: Sendable, Hashable {
  package enum Selection: Sendable, Hashable {
    /// All members of the partner's queues.
    case queues
    /// In the order written, each once.
    case named([AgentID])
  }

  package let selection: Selection
  /// Whether agents who also serve queues of others count all the same.
  package let acceptsShared: Bool

  package var basis: AgentScope.Basis { selection == .queues ? .queues : .named }
}
