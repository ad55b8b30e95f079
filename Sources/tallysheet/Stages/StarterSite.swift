import Figures
import Foundation
import Templates
import Workspace

/// The starter workspace, which the program carries in itself.
enum StarterSite {
  /// What was written.
  struct Written: Encodable {
    let folder: String
    /// In the order of their names.
    let files: [String]
    /// As `ssh-keygen -l` prints it.
    let keyFingerprint: String
  }

  private static let key = "keys/evidence_ed25519"
  private static let pseudonyms = "keys/pseudonyms"
  private static let identity = "evidence@example.com"

  /// Writes the workspace; a file that is there already with other bytes is refused, before any is
  /// written.
  ///
  /// The configuration comes last: what a killed run left is finished by the next one, and is no
  /// workspace until then.
  static func write(to folder: String) throws -> Written {
    let files = schemas + carried
    for file in files {
      let place = folder + "/" + file.path
      guard SiteWriter.exists(place) else { continue }
      guard file.path != Configuration.fileName,
        try Data(contentsOf: URL(filePath: place)) == Data(file.bytes)
      else { throw ExistingFile(path: place) }
    }
    let keyFile = folder + "/" + key
    let signer =
      SiteWriter.exists(keyFile)
      ? try SigningKey(file: keyFile)
      : try SigningKey.generate(at: keyFile, comment: identity)
    if !SiteWriter.exists(folder + "/" + pseudonyms) {
      try PseudonymKey.generate(at: folder + "/" + pseudonyms)
    }
    for file in files { try SiteWriter.replace(file, in: folder) }
    return Written(
      folder: folder, files: (files.map(\.path) + [key, key + ".pub", pseudonyms]).sorted(),
      keyFingerprint: signer.publicKey.fingerprint)
  }

  private static var schemas: [OutputFile] {
    [
      OutputFile(path: "schemas/contract.schema.json", text: FileSchema.contract.json + "\n"),
      OutputFile(
        path: "schemas/tallysheet.schema.json", text: FileSchema.configuration.json + "\n"),
    ]
  }

  private static var carried: [OutputFile] {
    (0..<tallysheet_starter_file_count()).map { index in
      let file = tallysheet_starter_file(index)
      return OutputFile(
        path: String(cString: file.name),
        bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.length)))
    }
  }
}

/// The starter would overwrite a file.
struct ExistingFile: Explained {
  let path: String

  var explanation: Explanation {
    Explanation(
      .cannotCreate, what: "'\(path)' exists already, and nothing is overwritten", place: path,
      remedy: "name an empty folder, or move the file away")
  }
}
