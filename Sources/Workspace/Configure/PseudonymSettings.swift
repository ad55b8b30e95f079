package import Figures

/// Where a key of pseudonyms is to be had, and when captures begin and cease to use it.
package struct PseudonymKeySetting: Sendable {
  package let key: SecretReference
  package let validity: Signing.Validity
}

extension PseudonymKeySetting {
  /// Reads the keys; without any, one file beside the signing key.
  static func list(
    reading setting: Setting?, signing: Signing?, below folder: String
  ) throws(SettingError) -> [PseudonymKeySetting] {
    guard let setting else {
      return [
        PseudonymKeySetting(
          key: .file(path: defaultPath(signing, folder)),
          validity: Signing.Validity(from: nil, until: nil))
      ]
    }
    var keys: [PseudonymKeySetting] = []
    for item in try setting.filledList() {
      let table = try item.table(ConfigurationShape.pseudonymKey)
      keys.append(
        PseudonymKeySetting(
          key: try table.required("key").secret(below: folder),
          validity: try Signing.Validity(reading: table)))
    }
    return keys
  }

  private static func defaultPath(_ signing: Signing?, _ folder: String) -> String {
    guard case .file(let path) = signing?.key, let slash = path.lastIndex(of: "/") else {
      return joined(folder, "keys/pseudonyms")
    }
    return path[...slash] + "pseudonyms"
  }
}

extension PartnerSettings {
  /// Whether a fetch needs a key to make pseudonyms with.
  package var needsPseudonyms: Bool { [naming.agents, naming.conversations].contains(.pseudonym) }

  /// What is kept of ids, of the kinds that are fetched at all.
  private var naming: (agents: Naming?, conversations: Naming?) {
    (agentTime == nil ? nil : agents, records == nil ? nil : conversations)
  }

  /// What stands between the source's answers and the partner's archive.
  ///
  /// `nil` where a key is needed and there is none.
  package func mask(with key: PseudonymKey?) -> NameMask? {
    NameMask(
      CapturedNaming(
        agents: naming.agents, conversations: naming.conversations, keyID: key?.id),
      pseudonyms: key?.pseudonyms(for: partner.id))
  }
}

extension WorkspaceFolder {
  /// The key that a capture begun now uses: of those valid today, the one that became so last.
  package func pseudonymKey(at now: Instant) async throws -> PseudonymKey {
    let valid = configuration.pseudonymKeys.filter { setting in
      let (after, before) = setting.validity.bounds
      return (after.map { $0 <= now } ?? true) && (before.map { now < $0 } ?? true)
    }
    let newest = valid.max { left, right in
      (left.validity.from?.dayNumber ?? Int.min) < (right.validity.from?.dayNumber ?? Int.min)
    }
    guard let newest else {
      throw PseudonymKeyError.noneValid(
        on: try ZoneStore.system.zone(named: "UTC").zone.date(at: now))
    }
    return try await newest.read()
  }

  /// Every key of the configuration; one that cannot be had is an error.
  package func pseudonymKeys() async throws -> [PseudonymKey] {
    var keys: [PseudonymKey] = []
    for setting in configuration.pseudonymKeys { keys.append(try await setting.read()) }
    return keys
  }
}

extension PseudonymKeySetting {
  func read() async throws -> PseudonymKey {
    if case .file(let path) = key, !DiskFile(path).exists { throw PseudonymKeyError.missing(path) }
    return try PseudonymKey(try await key.resolve(), place: key.place)
  }
}
