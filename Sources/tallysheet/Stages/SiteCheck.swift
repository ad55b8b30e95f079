import Figures
import Foundation
import Workspace

/// Holds a finished folder against its own list.
enum SiteCheck {
  /// Counts the listed files; a missing, changed or unlisted one is an error.
  static func files(in folder: String) throws -> Int {
    let base = URL(filePath: folder)
    let text = try String(
      contentsOf: base.appending(path: Manifest.fileName), encoding: .utf8)
    let manifest = try Manifest(reading: text)
    for entry in manifest.entries {
      let bytes = try Data(contentsOf: base.appending(path: entry.path))
      guard SHA256.hex(of: bytes) == entry.sha256 else {
        throw DamagedSite(folder: folder, file: entry.path, what: "differs from the manifest")
      }
    }
    let seal = [Manifest.fileName, Manifest.fileName + ".sig", "allowed_signers"]
    let listed = Set(manifest.entries.map(\.path) + seal)
    for name in try FileManager.default.subpathsOfDirectory(atPath: base.path).sorted() {
      var isFolder: ObjCBool = false
      let path = base.appending(path: name).path
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue, !listed.contains(name)
      else { continue }
      throw DamagedSite(folder: folder, file: name, what: "is not in the manifest")
    }
    return manifest.entries.count
  }
}

/// A finished folder is not what its manifest says.
struct DamagedSite: Explained {
  let folder: String
  let file: String
  let what: String

  var explanation: Explanation {
    Explanation(
      .inputOutput, what: "\(file) \(what)", place: folder,
      remedy: "check the disk, then build again")
  }
}
