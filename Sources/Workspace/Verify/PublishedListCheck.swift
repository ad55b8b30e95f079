import Figures

/// Holds the list with which a superseded edition was published against the files that it has kept.
struct PublishedListCheck {
  let folder: String
  let label: String
  let trusted: TrustedSigners

  /// `own` lists the files of the folder as they are; whatever stood in `editions/` lies beside it.
  func run(_ own: Manifest?, _ record: SealRecord?, _ findings: inout SiteFindings) throws {
    let present = PublishedList.files.filter { DiskFile(joined(folder, $0)).exists }
    guard !present.isEmpty else { return }
    let file = label + PublishedList.fileName
    guard present.contains(PublishedList.fileName) else {
      findings.add(SiteFinding(.missing, file, "signatures without the list that they sign"))
      return
    }
    let bytes = try DiskFile(joined(folder, PublishedList.fileName)).bytes(limit: 268_435_456)
    _ = try SignatureCheck(
      folder: folder, label: label, message: bytes, trusted: trusted,
      signedFile: PublishedList.fileName
    ).run(record, &findings)
    guard let text = String(validating: bytes, as: UTF8.self),
      let published = try? Manifest(reading: text)
    else {
      findings.add(SiteFinding(.manifest, file, "is no list of files"))
      return
    }
    if let own { compare(published, own, file, &findings) }
    try editions(published, file, &findings)
  }

  private func compare(
    _ published: Manifest, _ own: Manifest, _ file: String, _ findings: inout SiteFindings
  ) {
    func files(_ manifest: Manifest) -> [String: String] {
      manifest.entries.reduce(into: [:]) { files, entry in
        if !entry.path.hasPrefix("editions/") { files[entry.path] = entry.sha256 }
      }
    }
    let (then, now) = (files(published), files(own))
    for path in Set(then.keys).union(now.keys).sorted() where then[path] != now[path] {
      findings.add(
        SiteFinding(
          .manifest, file, at: path, "the edition was published with another file",
          found: now[path] ?? "none", expected: then[path] ?? "none"))
    }
  }

  /// Earlier editions by their manifests, which name the rest of them.
  private func editions(
    _ published: Manifest, _ file: String, _ findings: inout SiteFindings
  ) throws {
    for entry in published.entries {
      let parts = entry.path.split(separator: "/")
      guard parts.count == 3, parts[0] == "editions", parts[2] == Manifest.fileName else {
        continue
      }
      let beside = DiskFile("\(folder)/../\(parts[1])/\(Manifest.fileName)")
      guard beside.exists else { continue }
      let found = try beside.digest().sha256
      guard found != entry.sha256 else { continue }
      findings.add(
        SiteFinding(
          .manifest, file, at: entry.path, "edition \(parts[1]) has another manifest", found: found,
          expected: entry.sha256))
    }
  }
}
