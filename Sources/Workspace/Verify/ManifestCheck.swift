import Figures

/// Holds the files of a sealed folder against its manifest: missing, changed and extra ones.
struct ManifestCheck {
  /// The files of a seal, which the manifest cannot list.
  static let sealFiles: Set<String> = PublishedList.files.union([
    Manifest.fileName, Manifest.fileName + ".sig", Manifest.fileName + ".ed25519",
    Manifest.fileName + ".sig.tsr", "allowed_signers", "signing-key.pem",
  ])

  let folder: String
  let label: String
  /// Digests of files of this folder that the same verification has made for the folder around it.
  var known: Digests = [:]

  /// By path below a folder.
  typealias Digests = [String: (sha256: String, size: Int)]

  struct Result {
    var manifest: Manifest?
    var bytes: [UInt8] = []
    /// Every file that is there, with its digest.
    var digests: Digests = [:]
  }

  /// Checks all files.
  func run(_ findings: inout SiteFindings) throws -> Result {
    var result = Result()
    let tree = try SiteTree(folder)
    for path in tree.strange {
      findings.add(SiteFinding(.extra, label + path, "is neither a file nor a folder"))
    }
    for path in tree.files {
      result.digests[path] = try known[path] ?? DiskFile("\(folder)/\(path)").digest()
    }
    result.bytes = try DiskFile(joined(folder, Manifest.fileName)).bytes(limit: 268_435_456)
    guard let text = String(validating: result.bytes, as: UTF8.self) else {
      findings.add(SiteFinding(.manifest, label + Manifest.fileName, "is not text in UTF-8"))
      return result
    }
    do { result.manifest = try Manifest(reading: text) } catch {
      findings.add(
        SiteFinding(
          .manifest, label + Manifest.fileName, at: error.explanation.place,
          error.explanation.what))
      return result
    }
    compare(result, &findings)
    return result
  }

  private func compare(_ result: Result, _ findings: inout SiteFindings) {
    guard let manifest = result.manifest else { return }
    var listed: Set<String> = []
    for entry in manifest.entries {
      listed.insert(entry.path)
      guard OutputPath.isSafe(entry.path), !Self.sealFiles.contains(entry.path) else {
        findings.add(
          SiteFinding(
            .manifest, label + Manifest.fileName, at: entry.path,
            "lists what no sealed file is called"))
        continue
      }
      guard let found = result.digests[entry.path]?.sha256 else {
        findings.add(SiteFinding(.missing, label + entry.path, "the file is not there"))
        continue
      }
      if found != entry.sha256 {
        findings.add(
          SiteFinding(
            .changed, label + entry.path, "the file is not the one that was sealed (SHA-256)",
            found: found, expected: entry.sha256))
      }
    }
    for path in result.digests.keys.sorted()
    where !listed.contains(path) && !Self.sealFiles.contains(path) {
      findings.add(SiteFinding(.extra, label + path, "the manifest does not list the file"))
    }
  }
}
