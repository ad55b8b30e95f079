import Figures
import Foundation
import Workspace

/// dossier: everything about one sealed period that a dispute needs, in one signed bag.
struct DossierStage: Sendable {
  struct Result: Encodable {
    let file: String
    let bytes: Int
    let files: Int
    let sha256: String
    let fingerprint: String?
  }

  let workspace: WorkspaceFolder
  let settings: PartnerSettings
  let period: Period
  let now: Instant

  /// Where the period's sealed folder stands.
  private var sealed: String {
    workspace.publicPath(of: settings.partner.id) + "/" + period.id
  }

  func run(claim: String?, theirs: String?, mapping: String?, pdf: Bool, output: String?)
    async throws
    -> Result
  {
    let record = try verified()
    let claim = try claim.map { try Claim(reading: $0) }
    guard let archive = try workspace.existingArchive(of: settings.partner.id) else {
      throw NotFetched(partner: settings.partner.id, period: period.id)
    }
    let captures = try archive.captures().filter { $0.header.period == period.id }
    for id in record.captures where !captures.contains(where: { $0.id == id }) {
      throw ArchiveError.unknownCapture(archive.path, id: id)
    }
    let superseded = try archive.editions(of: period.id).filter {
      $0.edition.number < record.edition
    }
    let uses = CaptureUses(record, superseded)
    var payload = try siteFiles()
    payload += try AnswerFiles(archive: archive, captures: captures, uses: uses).files()
    payload += try contractFiles(record, superseded)
    if let claim { payload += try claimFiles(claim) }
    if let theirs {
      payload += try ComparisonFiles(
        stage: try CompareStage(
          workspace: workspace, partner: settings.partner.id, period: period)
      ).files(theirs, mapping: mapping)
    }
    if pdf {
      payload += try await PrintedPages(
        folder: sealed, captured: try Instant(record.capturedTo)
      ).files()
    }
    let story = DossierStory(
      organization: workspace.configuration.organization.name, partner: settings.partner,
      record: record, captures: captures.filter { uses[$0.id] != nil })
    let closing = [story.certification, story.custody(payload)]
    payload += closing
    let signer = try await workspace.sealSigner(at: now)
    let captured = try Instant(record.capturedTo)
    let bag = try Bag(payload, info: story.info, signer: signer, captured: captured)
    let name = "\(settings.partner.id)-\(period.id)-dossier"
    let packed = try Tarball(bag.files, below: name, modified: captured).compressed
    let path = output ?? name + ".tar.gz"
    try SiteWriter.replace(packed, at: path)
    return Result(
      file: path, bytes: packed.count, files: bag.files.count, sha256: SHA256.hex(of: packed),
      fingerprint: signer?.signer.publicKey.fingerprint)
  }

  /// The record of the sealed folder, which must verify: nothing unsound is packed.
  private func verified() throws -> SealRecord {
    guard SiteWriter.exists("\(sealed)/\(Manifest.fileName)") else {
      throw NotSealedYet(partner: settings.partner.id, period: period.id, folder: sealed)
    }
    let report = try SiteVerifier().verify(sealed)
    if let finding = report.findings.kept.first {
      throw UnsoundDossier(folder: sealed, finding: finding, count: report.findings.count)
    }
    guard let bytes = try? Data(contentsOf: URL(filePath: sealed + "/" + SealRecord.fileName)),
      let record = SealRecord(reading: Array(bytes))
    else { throw NoRecord(folder: sealed) }
    return record
  }

  /// The folder as it was published, with its own seal: pages, rows, superseded editions.
  private func siteFiles() throws -> [OutputFile] {
    let base = URL(filePath: sealed)
    return try FileManager.default.subpathsOfDirectory(atPath: base.path).sorted()
      .compactMap { name in
        var isFolder: ObjCBool = false
        let file = base.appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder),
          !isFolder.boolValue
        else { return nil }
        return OutputFile(path: "data/site/" + name, bytes: Array(try Data(contentsOf: file)))
      }
  }

  /// The contract that the site was judged by, byte for byte, and where superseded editions were judged
  /// by another, that too.
  private func contractFiles(
    _ record: SealRecord, _ superseded: [SealedEdition]
  ) throws -> [OutputFile] {
    let path = settings.contractFile
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    guard SHA256.hex(of: bytes) == record.contractSHA256 else {
      throw OtherContract(file: path, sha256: record.contractSHA256)
    }
    let earlier = superseded.filter { $0.contractSHA256 != record.contractSHA256 }
    return [OutputFile(path: "data/contract/contract.yml", bytes: bytes)]
      + earlier.map {
        OutputFile(
          path: "data/contract/edition-\($0.edition.number).yml", bytes: $0.contract)
      }
  }

  private func claimFiles(_ claim: Claim) throws -> [OutputFile] {
    var figures = try SealedFigures(folder: sealed)
    let cells = try figures.cells(of: claim)
    var table = Table(["figure", "value", "claimed", "why", "page"])
    for (item, cell) in zip(claim.items, cells) {
      table.row([
        item.id, cell, item.says ?? "", item.why ?? "",
        "site/data/\(item.id.prefix { $0 != "/" }).csv",
      ])
    }
    return [
      OutputFile(path: "data/claim/claim.yml", bytes: claim.bytes),
      table.output("data/claim/figures.csv"),
    ]
  }
}

/// Which captures the editions of a period were made from.
struct CaptureUses: Sendable {
  private var words: [String: String] = [:]

  init(_ record: SealRecord, _ superseded: [SealedEdition]) {
    for edition in superseded {
      words[edition.edition.capture] =
        words[edition.edition.capture]
        ?? "edition \(edition.edition.number)"
    }
    for id in record.captures { words[id] = "yes" }
  }

  /// `yes` for what the newest edition was made from, `edition 1` for what only that one was; `nil`
  /// for a capture that no edition used.
  subscript(capture: String) -> String? { words[capture] }
}

/// A short table of the dossier, after RFC 4180.
struct Table {
  private var text: String

  init(_ head: [String]) { text = Self.line(head) }

  mutating func row(_ cells: [String]) { text += Self.line(cells) }

  func output(_ path: String) -> OutputFile { OutputFile(path: path, text: text) }

  private static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  /// What a spreadsheet would run becomes text; a number below zero stays one.
  private static func cell(_ text: String) -> String {
    let isNumber = Decimal(exactly: text) != nil
    let isRun = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let plain = (isRun && !isNumber ? "'" : "") + text
    guard plain.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      return plain
    }
    return "\"" + plain.replacing("\"", with: "\"\"") + "\""
  }
}

/// There is no sealed period to pack.
private struct NotSealedYet: Explained {
  let partner: String
  let period: String
  let folder: String

  var explanation: Explanation {
    Explanation(
      .missingInput, what: "\(period) of '\(partner)' has not been built", place: folder,
      remedy: "run 'tallysheet build --partner \(partner) --period \(period)' first, and 'fetch' "
        + "before it where nothing was fetched")
  }
}
