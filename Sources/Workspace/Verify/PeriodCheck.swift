import Figures

/// Everything that one sealed folder can be asked, without looking beyond it.
struct PeriodCheck {
  let folder: String
  /// What findings put before the names of files: `2026-10/`.
  let label: String
  let trusted: TrustedSigners
  /// Whether tables and pages are checked, or the seal alone.
  var checksFigures = true
  /// What was verified before.
  var vouched: VouchedFiles?
  /// Digests of its files that were made for the folder around it.
  var known: ManifestCheck.Digests = [:]

  /// What was checked, for the summary.
  struct Extent {
    var files = 0
    var bytes = 0
    var cells = 0
    var pages = 0
    /// Formed again from the rows.
    var recomputed = 0
    /// Held against the tables.
    var printed = 0
    var signer: AllowedSigner?
    var record: SealRecord?
    /// Those of the files in superseded editions, by the editions' folders.
    var editions: [String: ManifestCheck.Digests] = [:]
  }

  func run(_ findings: inout SiteFindings) throws -> Extent {
    var extent = Extent()
    let sealed = try ManifestCheck(folder: folder, label: label, known: known).run(&findings)
    extent.files = sealed.digests.count
    extent.bytes = sealed.digests.values.reduce(0) { $0 + $1.size }
    extent.editions = Self.editions(sealed.digests)
    extent.record = try record(sealed, &findings)
    extent.signer = try SignatureCheck(
      folder: folder, label: label, message: sealed.bytes, trusted: trusted
    ).run(extent.record, &findings)
    try PublishedListCheck(folder: folder, label: label, trusted: trusted)
      .run(sealed.manifest, extent.record, &findings)
    guard checksFigures else { return extent }
    let package = try package(sealed, &findings)
    let verified = vouched?.verified(
      sealed.digests.filter { !$0.key.hasPrefix("editions/") }.mapValues(\.sha256))
    if let package, verified == nil {
      extent.cells = try TableCheck(
        folder: folder, label: label, package: package, digests: sealed.digests
      ).run(&findings)
      extent.recomputed = try FigureCheck(
        data: joined(folder, "data"), label: label, package: package
      ).run(&findings)
    }
    var pages = PageCheck(data: joined(folder, "data"), label: label, package: package)
    for path in sealed.digests.keys.sorted()
    where path.hasSuffix(".html") && !path.hasPrefix("editions/")
      && verified?.contains(path) != true
    {
      try pages.check(
        path, bytes: try DiskFile(joined(folder, path)).bytes(limit: 1_073_741_824), &findings)
    }
    extent.pages = pages.pages
    extent.printed = pages.figures
    return extent
  }

  private static func editions(
    _ digests: ManifestCheck.Digests
  ) -> [String: ManifestCheck.Digests] {
    digests.reduce(into: [:]) { editions, file in
      let parts = file.key.split(separator: "/", maxSplits: 2)
      guard parts.count == 3, parts[0] == "editions" else { return }
      editions["editions/\(parts[1])", default: [:]][String(parts[2])] = file.value
    }
  }

  private func record(
    _ sealed: ManifestCheck.Result, _ findings: inout SiteFindings
  ) throws -> SealRecord? {
    guard sealed.digests[SealRecord.fileName] != nil else { return nil }
    let bytes = try DiskFile(joined(folder, SealRecord.fileName)).bytes(limit: 1_048_576)
    guard let record = SealRecord(reading: bytes) else {
      findings.add(SiteFinding(.chain, label + SealRecord.fileName, "is no record of a seal"))
      return nil
    }
    return record
  }

  private func package(
    _ sealed: ManifestCheck.Result, _ findings: inout SiteFindings
  ) throws -> DescribedPackage? {
    guard sealed.digests[DescribedPackage.path] != nil else { return nil }
    let bytes = try DiskFile(joined(folder, DescribedPackage.path)).bytes()
    do { return try DescribedPackage(reading: bytes) } catch {
      findings.add(
        SiteFinding(.package, label + DescribedPackage.path, "is no description of tables"))
      return nil
    }
  }
}
