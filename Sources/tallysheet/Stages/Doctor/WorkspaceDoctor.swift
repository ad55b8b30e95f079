import Figures
import Foundation
import Pages
import Workspace

/// What can be looked at without the network: files, secrets, key, zones, contracts and archives.
struct WorkspaceDoctor: Sendable {
  let workspace: WorkspaceFolder
  let now: Instant

  private var configuration: Workspace.Configuration { workspace.configuration }

  func examine(_ found: inout DoctorLines) async throws {
    try await found.check("file modes") { try modes() }
    try await found.check("folders") { folders() }
    try await found.check("templates") {
      _ = try SiteRenderer(templates: TemplateSet(replacing: try workspace.templates())) {
        SHA256.digest(of: $0)
      }
      return configuration.paths.templates.map { [.ok("templates", "those in \($0) are whole")] }
        ?? []
    }
    try await found.check("zone data") { [try zoneData()] }
    for (name, secret) in [
      ("client id", configuration.organization.clientID),
      ("client secret", configuration.organization.clientSecret),
    ] {
      try await found.check(name) {
        _ = try await secret.resolve()
        return [.ok(name, "can be had from the \(secret.place)")]
      }
    }
    try await found.check("signing key") { [try await key()] }
    if configuration.partners.contains(where: \.needsPseudonyms) {
      try await found.check("pseudonym key") {
        let keys = try await workspace.pseudonymKeys()
        let used = try await workspace.pseudonymKey(at: now)
        return [
          .ok(
            "pseudonym key",
            "\(used.id)" + (keys.count > 1 ? ", the newest valid one of \(keys.count)" : ""))
        ]
      }
    }
    for settings in configuration.partners {
      let id = settings.partner.id
      if configuration.brand != nil || settings.brand != nil {
        try await found.check("brand \(id)") {
          let brand = try workspace.brand(of: settings)
          return [.ok("brand \(id)", "\(brand.assets.count) files, \(brand.colours.count) colours")]
        }
      }
      let isRead = try await found.check("contract \(id)") { try contract(of: settings) }
      try await found.check("archive \(id)") {
        try await ArchiveDoctor(workspace: workspace, settings: settings)
          .examine(readsSilences: isRead)
      }
    }
  }

  /// Where fetching, building and runs write.
  private func folders() -> [DoctorLine] {
    let paths = [
      configuration.paths.archive, configuration.paths.publicFolder, configuration.runs.folder,
    ]
    let closed = paths.filter { !SiteWriter.canWrite(below: $0) }
    guard !closed.isEmpty else {
      return [.ok("folders", "archive, public and runs can be written")]
    }
    return closed.map {
      .failure(
        "folders", "nothing can be written to \($0)",
        do: "let the account that runs tallysheet write there, or correct 'paths'")
    }
  }

  /// Who else may read the archive or change what decides about money.
  private func modes() throws -> [DoctorLine] {
    var found: [DoctorLine] = []
    func mode(_ path: String) throws -> Int? {
      guard FileManager.default.fileExists(atPath: path) else { return nil }
      return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    let ruling = [workspace.configurationPath] + configuration.partners.map(\.contractFile)
    for path in ruling {
      guard let mode = try mode(path), mode & 0o022 != 0 else { continue }
      found.append(
        .warning(
          "file modes", "other accounts may change \(path) (mode \(String(mode, radix: 8)))",
          do: "chmod go-w \(path)"))
    }
    let kept =
      [configuration.paths.archive]
      + configuration.partners.map { workspace.archivePath(of: $0.partner.id) }
    for path in kept {
      guard let mode = try mode(path), mode & 0o077 != 0 else { continue }
      found.append(
        .warning(
          "file modes", "other accounts may open \(path) (mode \(String(mode, radix: 8)))",
          do: "chmod go= \(path)"))
    }
    return found.isEmpty
      ? [.ok("file modes", "nobody else may change contracts or read the archive")] : found
  }

  /// Governments change clocks with little notice: old data cuts days at the wrong hour.
  private func zoneData() throws -> DoctorLine {
    let version = try ZoneStore.system.version()
    let utc = try ZoneStore.system.zone(named: "UTC").zone
    let year = utc.date(at: now).year
    if let released = Int(version.prefix(4)), released < year - 1 {
      return .warning(
        "zone data", "release \(version) is old", do: "apt-get install --only-upgrade tzdata")
    }
    return .ok("zone data", "release \(version) of the tz database")
  }

  private func key() async throws -> DoctorLine {
    guard let signing = configuration.signing, let key = try await workspace.signingKey() else {
      return .warning(
        "signing key", "sites are not signed",
        do: "add 'signing' with a key; 'tallysheet init' or ssh-keygen -t ed25519 makes one")
    }
    return .ok("signing key", "\(key.publicKey.fingerprint) for \(signing.identity)")
  }

  private func contract(of settings: PartnerSettings) throws -> [DoctorLine] {
    let name = "contract \(settings.partner.id)"
    let contract = try workspace.contract(of: settings).contract
    let today = contract.zone.date(at: now)
    guard contract.terms(on: today) != nil else {
      return [
        .warning(
          name, "no terms hold on \(today.text)",
          do: "add terms to \(settings.contractFile), or take the partner out")
      ]
    }
    let own = configuration.organization.timeZone
    return [
      .ok(
        name,
        "\(contract.title), cut by the clock of \(contract.zone.name)"
          + (contract.zone.name == own ? "" : ", the organization's own is \(own)"))
    ]
  }
}
