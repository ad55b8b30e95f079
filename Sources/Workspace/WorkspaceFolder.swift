package import Figures

/// A workspace: its configuration, and where everything of each partner stands.
package struct WorkspaceFolder: Sendable {
  package let path: String
  package let configuration: Configuration
  let zones: ZoneStore

  /// Opens the folder that holds `tallysheet.yml`.
  package init(at path: String, zones: ZoneStore = .system) throws {
    self.path = path
    self.zones = zones
    configuration = try Configuration(workspace: path, zones: zones)
  }

  package var configurationPath: String { joined(path, Configuration.fileName) }

  /// The settings of a partner; an unknown id names the nearest one.
  package func partner(_ id: String) throws -> PartnerSettings {
    guard let found = configuration[partner: id] else {
      let ids = configuration.partners.map(\.partner.id)
      throw SettingError(
        "there is no partner '\(id)'", at: joined(path, Configuration.fileName),
        remedy: ids.nearest(to: id).map { "did you mean '\($0)'?" }
          ?? "the partners are: \(ids.joined(separator: ", "))")
    }
    return found
  }

  /// The partner's contract, checked against what the organization records.
  package func contract(of partner: PartnerSettings) throws -> ContractFile {
    try ContractFile(
      reading: partner.contractFile, recorded: configuration.organization.recorded,
      queues: partner.queues.flatMap(\.names),
      media: Array(Set(partner.queues.flatMap(\.media))).sorted(),
      zones: zones)
  }

  /// A contract that was kept with an edition.
  ///
  /// Queues that the partner no longer has are no mistake in it.
  package func contract(keptAs bytes: [UInt8]) throws -> ContractFile {
    try ContractFile(bytes, path: "the kept contract", zones: zones)
  }

  package func archivePath(of partner: String) -> String {
    joined(configuration.paths.archive, partner + ".sqlite")
  }

  /// The partner's archive when there is one; nothing is made.
  package func existingArchive(of partner: String) throws -> Archive? {
    if DiskFile(archivePath(of: partner)).exists { return try archive(of: partner) }
    // A folder that cannot be looked into is not one without an archive.
    if DiskFile(configuration.paths.archive).isFolder {
      _ = try DiskFolder(configuration.paths.archive).names()
    }
    return nil
  }

  /// The workspace's own page frames by their file names; empty when the configuration names none.
  package func templates() throws -> [String: String] {
    guard let path = configuration.paths.templates else { return [:] }
    var texts: [String: String] = [:]
    for name in try DiskFolder(path).names() where !name.hasPrefix(".") {
      let file = DiskFile(joined(path, name))
      guard !file.isFolder else {
        throw SettingError(
          "the folder of templates holds a folder, '\(name)'", at: path,
          remedy: "take it away: templates are files, which 'tallysheet schema templates --to DIR' "
            + "writes out")
      }
      texts[name] = try file.text()
    }
    return texts
  }

  /// The look of a partner's site, or with `nil` of what no partner sees; its files are read.
  package func brand(of partner: PartnerSettings?) throws -> Brand {
    let house = configuration.brand
    return try (house?.replaced(by: partner?.brand) ?? partner?.brand)?.brand() ?? Brand()
  }

  /// The same workspace, but with an organization that answers at one address.
  package func asking(_ address: String) -> WorkspaceFolder {
    WorkspaceFolder(path: path, configuration: configuration.asking(address), zones: zones)
  }

  private init(path: String, configuration: Configuration, zones: ZoneStore) {
    self.path = path
    self.configuration = configuration
    self.zones = zones
  }

  /// Opens the partner's archive, and makes it when there is none.
  package func archive(of partner: String) throws -> Archive {
    try Archive.open(at: archivePath(of: partner), partner: partner)
  }

  /// The folder that is copied to the partner's host.
  package func publicPath(of partner: String) -> String {
    joined(configuration.paths.publicFolder, partner)
  }

  package func commentaryPath(of partner: String, period: Period) -> String {
    joined(configuration.paths.commentary, "\(partner)/\(period.id).md")
  }

  /// The remarks on a period; `nil` when nobody wrote any.
  package func commentary(of partner: String, period: Period) throws -> Commentary? {
    let file = DiskFile(commentaryPath(of: partner, period: period))
    guard file.exists else { return nil }
    return Commentary(markdown: try file.text(), file: file.path)
  }

  /// What a partner sent as its own figures of a period, with the mapping of its columns where one
  /// lies beside it; `nil` when there is nothing.
  package func theirFile(
    of partner: String, period: Period
  ) -> (path: String, mapping: String?)? {
    let path = joined(configuration.paths.theirs, "\(partner)/\(period.id)")
    guard DiskFile(path + ".csv").exists else { return nil }
    return (path + ".csv", DiskFile(path + ".yml").exists ? path + ".yml" : nil)
  }

  /// The signing key, or `nil` when the configuration names none.
  package func signingKey() async throws -> SigningKey? {
    guard let signing = configuration.signing else { return nil }
    return try SigningKey(openSSH: try await signing.key.resolve(), place: signing.key.place)
  }

  /// Keeps other runs away until the lock is dropped; single commands go on.
  package func runLock() throws -> WorkspaceLock {
    try WorkspaceLock(path: joined(path, ".tallysheet-run.lock"))
  }

  /// Everybody whose seal counts: the key of today and those before it; `nil` when nothing is signed.
  package func signers() async throws -> [AllowedSigner]? {
    guard let signing = configuration.signing, let key = try await signingKey() else { return nil }
    let (after, before) = signing.validity.bounds
    return [
      AllowedSigner(
        identity: signing.identity, publicKey: key.publicKey, validAfter: after,
        validBefore: before)
    ]
      + signing.earlier.map { earlier in
        let (after, before) = earlier.validity.bounds
        return AllowedSigner(
          identity: earlier.identity, publicKey: earlier.publicKey, validAfter: after,
          validBefore: before)
      }
  }

  /// Who seals, with the keys that sealed before; `nil` when the configuration names no key.
  ///
  /// A key whose time has not come or is over is refused: what it signed would not verify.
  package func sealSigner(at now: Instant) async throws -> SealSigner? {
    guard let signing = configuration.signing, let key = try await signingKey(),
      let signers = try await signers(), let signer = signers.first
    else { return nil }
    if let after = signer.validAfter, now < after {
      throw SealError.keyNotValidYet(signing.key.place, after)
    }
    if let before = signer.validBefore, now >= before {
      throw SealError.keyExpired(signing.key.place, before)
    }
    return SealSigner(signer: signer, earlier: Array(signers.dropFirst()), key: key)
  }

  /// Takes the right to change the workspace until the lock is dropped.
  package func lock() throws -> WorkspaceLock {
    try WorkspaceLock(path: joined(path, ".tallysheet.lock"))
  }
}

extension QueueSetting {
  /// How a contract may call the queue.
  fileprivate var names: [String] {
    switch reference {
    case .id(let id): [id.text] + (label.map { [$0] } ?? [])
    case .name(let name): [label ?? name]
    }
  }
}
