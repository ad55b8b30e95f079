import Figures
import Foundation
import Workspace

/// Builds the periods of a site again from an archive, and holds the bytes against each other.
///
/// The signatures cannot be made again without the key, and need not: they sign the manifest, which
/// is compared.
struct Rebuild {
  let workspace: String
  let folder: String

  private static let signatures: Set<String> = [
    Manifest.fileName + ".sig", Manifest.fileName + ".ed25519", Manifest.fileName + ".sig.tsr",
  ]

  /// Adds to what is known what the archive does not give again.
  func run(_ known: SiteFindings) async throws -> SiteFindings {
    var findings = known
    guard SiteWriter.exists("\(workspace)/\(Configuration.fileName)") else {
      throw NoWorkspace(path: workspace)
    }
    let opened = try WorkspaceFolder(at: workspace)
    var records: [String: SealRecord] = [:]
    let names = try SiteVerifier.sealedFolders(in: folder).filter { !$0.contains("editions/") }
    for name in names {
      guard let bytes = try? Data(contentsOf: sealed(name).appending(path: SealRecord.fileName)),
        let record = SealRecord(reading: Array(bytes))
      else {
        findings.add(
          SiteFinding(.rebuild, label(name) + SealRecord.fileName, "says no period to build again"))
        continue
      }
      records[name] = record
    }
    guard let first = records.sorted(by: { $0.key < $1.key }).first else { return findings }
    let place = FileManager.default.temporaryDirectory.appending(
      path: "tallysheet-rebuild-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: place) }
    let stage = try BuildStage(
      workspace: opened, output: place.path, quiet: true, keepsEditions: false,
      seal: SiteSeal(signer: signer(of: first.key)))
    _ = try await stage.run(
      periods: try wanted(Array(records.values), first.value.partner, opened),
      partners: [first.value.partner])
    for (name, record) in records.sorted(by: { $0.key < $1.key }) {
      let built = place.appending(path: "\(record.partner)/\(record.period)")
      try compare(try Self.edition(record.edition, in: built), sealed(name), label(name), &findings)
    }
    return findings
  }

  /// The folder of an edition in what was built: the newest is the period's own.
  private static func edition(_ number: Int, in built: URL) throws -> URL {
    guard let bytes = try? Data(contentsOf: built.appending(path: SealRecord.fileName)),
      let newest = SealRecord(reading: Array(bytes)), number < newest.edition
    else { return built }
    return built.appending(path: "editions/\(number)")
  }

  private func sealed(_ name: String) -> URL {
    name.isEmpty ? URL(filePath: folder) : URL(filePath: folder).appending(path: name)
  }

  private func label(_ name: String) -> String { name.isEmpty ? "" : name + "/" }

  /// Those who signed, without a key.
  private func signer(of name: String) -> SealSigner? {
    let file = sealed(name).appending(path: "allowed_signers")
    guard let bytes = try? Data(contentsOf: file), let signers = AllowedSigner.list(Array(bytes)),
      let first = signers.first
    else { return nil }
    return SealSigner(signer: first, earlier: Array(signers.dropFirst()))
  }

  /// The periods to build: those of the site, and where their chain goes back beyond it, all that
  /// the archive holds up to the last of them.
  private func wanted(
    _ records: [SealRecord], _ partner: String, _ workspace: WorkspaceFolder
  ) throws -> [Period] {
    let ids = Set(records.map(\.period))
    let periods = ids.sorted().compactMap { Period(id: $0) }
    let goesBack = records.contains { record in
      record.previousPeriod.map { !ids.contains($0.period) } ?? false
    }
    guard goesBack, let last = periods.map(\.firstDay).max() else { return periods }
    return try PartnerSource(try workspace.partner(partner), workspace, wanted: periods).captured
      .filter { $0.firstDay <= last }
  }

  private func compare(
    _ built: URL, _ sealed: URL, _ label: String, _ findings: inout SiteFindings
  ) throws {
    func names(_ folder: URL) throws -> Set<String> {
      var names: Set<String> = []
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
        var isFolder: ObjCBool = false
        let path = folder.appending(path: name).path
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
          !isFolder.boolValue
        {
          names.insert(name)
        }
      }
      return names.subtracting(Self.signatures)
    }
    let (ours, theirs) = (try names(built), try names(sealed))
    for name in ours.union(theirs).sorted() {
      guard ours.contains(name), theirs.contains(name) else {
        findings.add(
          SiteFinding(
            .rebuild, label + name,
            ours.contains(name)
              ? "the archive gives this file too" : "the archive gives no such file"))
        continue
      }
      let found = SHA256.hex(of: try Data(contentsOf: sealed.appending(path: name)))
      let expected = SHA256.hex(of: try Data(contentsOf: built.appending(path: name)))
      guard found != expected else { continue }
      findings.add(
        SiteFinding(
          .rebuild, label + name, "the archive gives another file (SHA-256)", found: found,
          expected: expected))
    }
  }
}

/// A site was to be built again from a folder that is no workspace.
private struct NoWorkspace: Explained {
  let path: String

  var explanation: Explanation {
    Explanation(
      .missingInput, what: "there is no \(Configuration.fileName) in it", place: path,
      remedy: "--rebuild takes the workspace folder, the one that holds \(Configuration.fileName)")
  }
}
