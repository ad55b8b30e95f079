import Figures

/// verify: whether a published site is what was sealed, and its figures what its rows give.
///
/// Nothing is taken on trust but the reader's key: digests, signature, chain, tables, sums,
/// quotients, money and every printed number are checked again, without the network.
package struct SiteVerifier: Sendable {
  package struct Folder: Sendable, Encodable {
    package let name: String
    package let files: Int
    package let bytes: Int
    package let cells: Int
    package let pages: Int
    package let recomputed: Int
    package let printed: Int
    package let identity: String?
    package let fingerprint: String?
  }

  /// What was checked, and what is wrong.
  package struct Report: Sendable {
    package let folders: [Folder]
    package let findings: SiteFindings

    package init(folders: [Folder], findings: SiteFindings) {
      self.folders = folders
      self.findings = findings
    }
  }

  let trusted: TrustedSigners
  /// Whether tables and pages are checked, or the seal alone.
  let checksFigures: Bool
  /// Tables and pages that were verified before, and need only be the same bytes.
  let vouched: VouchedFiles?

  package init(
    trusted: TrustedSigners = TrustedSigners(), checksFigures: Bool = true,
    vouched: VouchedFiles? = nil
  ) {
    self.trusted = trusted
    self.checksFigures = checksFigures
    self.vouched = vouched
  }

  /// The sealed folders at a place, by their paths below it: itself, or the periods in it, each with
  /// its superseded editions.
  package static func sealedFolders(in path: String) throws -> [String] {
    if BagCheck.isBag(path) { return [""] }
    let folder = DiskFolder(path)
    var found: [String] = []
    if isSealed(path) {
      found = [""]
    } else if DiskFile(path).isFolder {
      found = try folder.names().filter { !$0.hasPrefix(".") && isSealed(joined(path, $0)) }
    }
    guard !found.isEmpty else { throw NotSealed(path: path) }
    return try found.flatMap { name in
      let editions = joined(joined(path, name), "editions")
      guard DiskFile(editions).isFolder else { return [name] }
      return try [name]
        + DiskFolder(editions).names().filter { isSealed("\(editions)/\($0)") }
        .map { (name.isEmpty ? "" : name + "/") + "editions/\($0)" }
    }
  }

  /// Whether a folder has a list of its files.
  static func isSealed(_ path: String) -> Bool {
    DiskFile(joined(path, Manifest.fileName)).exists
  }

  /// Checks all sealed folders of a place; `progress` is called after each.
  package func verify(_ path: String, progress: () -> Void = {}) throws -> Report {
    let path = Self.trimmed(path)
    if BagCheck.isBag(path) { return try verify(bag: path) }
    let names = try Self.sealedFolders(in: path)
    var findings = SiteFindings()
    var folders: [Folder] = []
    var known: [String: ManifestCheck.Digests] = [:]
    for name in names {
      try Task.checkCancellation()
      folders.append(
        try check(path, name, label: name, isAmongPeriods: !name.isEmpty, &known, &findings))
      progress()
    }
    if !names.contains("") {
      try SiteNames(folder: path, sealed: names).run(&findings)
      try SiteKeys(folder: path, folders: folders).run(&findings)
      try PortalCheck(folder: path).run(&findings)
    }
    return Report(folders: folders, findings: findings)
  }

  /// Checks one sealed folder by its path below a place, and its part of the chain.
  ///
  /// `known` has digests for the folders in those that were checked before.
  private func check(
    _ path: String, _ name: String, label: String, isAmongPeriods: Bool,
    _ known: inout [String: ManifestCheck.Digests], _ findings: inout SiteFindings
  ) throws -> Folder {
    let folder = name.isEmpty ? path : joined(path, name)
    let prefix = label.isEmpty ? "" : label + "/"
    let extent = try PeriodCheck(
      folder: folder, label: prefix, trusted: trusted, checksFigures: checksFigures,
      vouched: vouched, known: known.removeValue(forKey: name) ?? [:]
    ).run(&findings)
    for (edition, digests) in extent.editions {
      known[name.isEmpty ? edition : joined(name, edition)] = digests
    }
    if let record = extent.record {
      let isEdition = name.contains("editions/")
      try ChainCheck(
        folder: folder, label: prefix, record: record, isSuperseded: isEdition,
        isAmongPeriods: isAmongPeriods && !isEdition
      ).run(name: name, &findings)
    }
    return Folder(label, extent)
  }

  /// Checks an unpacked bag, and the sealed period in it with its superseded editions.
  private func verify(bag path: String) throws -> Report {
    var findings = SiteFindings()
    let bag = try BagCheck(folder: path, trusted: trusted).run(&findings)
    let whole = Folder(
      name: "", files: bag.files, bytes: bag.bytes, cells: 0, pages: 0, recomputed: 0, printed: 0,
      identity: bag.signer?.identity, fingerprint: bag.signer?.publicKey.fingerprint)
    guard Self.isSealed(joined(path, BagCheck.site)) else {
      return Report(folders: [whole], findings: findings)
    }
    let site = joined(path, BagCheck.site)
    var known: [String: ManifestCheck.Digests] = [:]
    let folders = try Self.sealedFolders(in: site).map { name in
      try check(
        site, name, label: name.isEmpty ? BagCheck.site : "\(BagCheck.site)/\(name)",
        isAmongPeriods: false, &known, &findings)
    }
    return Report(folders: [whole] + folders, findings: findings)
  }

  private static func trimmed(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return String(path)
  }
}

/// A folder without a manifest was to be verified.
struct NotSealed: Explained {
  let path: String

  var explanation: Explanation {
    guard DiskFile(path).exists else {
      return Explanation(
        .missingInput, what: "there is no such folder", place: path,
        remedy: "name a period's folder, or the folder that holds a partner's periods")
    }
    return Explanation(
      .missingInput,
      what: DiskFile(path).isFolder
        ? "there is no sealed site: neither the folder nor one in it has \(Manifest.fileName)"
        : "this is a file, and a site is a folder",
      place: path, remedy: "name a period's folder, or the folder that holds a partner's periods")
  }
}

extension SiteVerifier.Folder {
  init(_ name: String, _ extent: PeriodCheck.Extent) {
    self.init(
      name: name, files: extent.files, bytes: extent.bytes, cells: extent.cells,
      pages: extent.pages, recomputed: extent.recomputed, printed: extent.printed,
      identity: extent.signer?.identity, fingerprint: extent.signer?.publicKey.fingerprint)
  }
}
