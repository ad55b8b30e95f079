import Figures
import Foundation
import Templates
import Workspace

/// The demo workspace, which the program carries in itself.
enum DemoSite {
  /// Writes the workspace into a folder that holds none; says whether it did.
  static func write(to folder: String) throws -> Bool {
    guard !FileManager.default.fileExists(atPath: folder + "/" + Configuration.fileName) else {
      return false
    }
    for index in 0..<tallysheet_workspace_file_count() {
      let file = tallysheet_workspace_file(index)
      let bytes = UnsafeBufferPointer(start: file.bytes, count: file.length)
      try SiteWriter.replace(
        OutputFile(path: String(cString: file.name), bytes: Array(bytes)), in: folder)
    }
    return true
  }

  /// Opens a demo workspace and turns it to where the tenant listens.
  ///
  /// A workspace that asks another machine is somebody's real one and is refused.
  static func workspace(at folder: String, servedAt address: String) throws -> WorkspaceFolder {
    let workspace = try WorkspaceFolder(at: folder)
    let organization = workspace.configuration.organization
    guard organization.asksThisMachine else { throw RealWorkspace(folder: folder) }
    return workspace.asking(address)
  }

  /// Makes the signing key that the configuration names, unless it exists.
  static func makeKey(of workspace: WorkspaceFolder) async throws {
    guard let signing = workspace.configuration.signing, case .file(let path) = signing.key,
      !FileManager.default.fileExists(atPath: path)
    else { return }
    _ = try SigningKey.generate(at: path, comment: signing.identity)
  }
}

/// The demo was pointed at a workspace that is not the demo's.
struct RealWorkspace: Explained {
  let folder: String

  var explanation: Explanation {
    Explanation(
      .usage, what: "the workspace does not ask this machine, so it is not the demo's",
      place: folder, remedy: "give --workspace a folder of its own for the demo")
  }
}
