import Figures

/// Holds an unpacked bag against its lists and its signature, and the sealed site in it against
/// itself.
struct BagCheck {
  /// Where the sealed period lies in a dossier.
  static let site = "data/site"

  let folder: String
  let trusted: TrustedSigners

  /// Whether a folder is a bag, also one that lost a part of what says so.
  static func isBag(_ path: String) -> Bool {
    [Bag.declaration, Bag.tagManifest].contains { DiskFile(joined(path, $0)).exists }
  }

  func run(_ findings: inout SiteFindings) throws -> (
    files: Int, bytes: Int, signer: AllowedSigner?
  ) {
    let tree = try SiteTree(folder)
    for path in tree.strange {
      findings.add(SiteFinding(.extra, path, "is neither a file nor a folder"))
    }
    var digests: [String: String] = [:]
    var size = 0
    for path in tree.files {
      let file = try DiskFile("\(folder)/\(path)").digest()
      digests[path] = file.sha256
      size += file.size
    }
    let signatures = ["", ".sig", ".ed25519", ".sig.tsr"].map { Bag.tagManifest + $0 }
    var listed = Set(signatures)
    for (name, isPayload) in [(Bag.tagManifest, false), (Manifest.fileName, true)] {
      guard let manifest = try manifest(name, &findings) else { continue }
      for entry in manifest.entries {
        listed.insert(entry.path)
        guard entry.path.hasPrefix("data/") == isPayload else {
          findings.add(SiteFinding(.manifest, name, at: entry.path, "stands in the other list"))
          continue
        }
        guard let found = digests[entry.path] else {
          findings.add(SiteFinding(.missing, entry.path, "the file is not there"))
          continue
        }
        if found != entry.sha256 {
          findings.add(
            SiteFinding(
              .changed, entry.path, "the file is not the one that was packed (SHA-256)",
              found: found, expected: entry.sha256))
        }
      }
    }
    for path in tree.files where !listed.contains(path) {
      findings.add(SiteFinding(.extra, path, "no list of the bag has the file"))
    }
    let message = DiskFile(joined(folder, Bag.tagManifest))
    guard message.exists else { return (tree.files.count, size, nil) }
    let signer = try SignatureCheck(
      folder: folder, label: "", message: try message.bytes(), trusted: trusted,
      signedFile: Bag.tagManifest
    ).run(nil, &findings)
    return (tree.files.count, size, signer)
  }

  private func manifest(_ name: String, _ findings: inout SiteFindings) throws -> Manifest? {
    let file = DiskFile(joined(folder, name))
    guard file.exists else {
      findings.add(SiteFinding(.missing, name, "the list of the bag is not there"))
      return nil
    }
    guard let text = String(validating: try file.bytes(limit: 268_435_456), as: UTF8.self) else {
      findings.add(SiteFinding(.manifest, name, "is not text in UTF-8"))
      return nil
    }
    do { return try Manifest(reading: text) } catch {
      findings.add(
        SiteFinding(.manifest, name, at: error.explanation.place, error.explanation.what))
      return nil
    }
  }
}
