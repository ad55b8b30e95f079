import DemoTenant
import Foundation

/// A copy of the demo workspace that asks a tenant of this test's own.
struct DemoWorkspace {
  let folder: TemporaryFolder
  let tenant: DemoTenant

  var url: URL { folder.url }

  /// Copies `Site/` and starts a tenant.
  ///
  /// Each edit replaces a text in one of the workspace's files; a text that is not there is a
  /// mistake in the test.
  init(faults: String? = nil, edits: [Edit] = []) throws {
    folder = try TemporaryFolder()
    tenant = try DemoTenant.start(TenantOptions(faults: faults))
    let site = Program.repository.appending(path: "Site")
    for name in ["tallysheet.yml", "contracts", "commentary"] {
      try FileManager.default.copyItem(
        at: site.appending(path: name), to: folder.url.appending(path: name))
    }
    try Self.makeKey(in: folder.url.appending(path: "keys"))
    try SyntheticWorkspace.writeKey(to: folder.url.appending(path: "keys/pseudonyms"), seed: 1)
    try apply(
      Edit("tallysheet.yml", "http://127.0.0.1:8085", tenant.baseURL))
    for edit in edits { try apply(edit) }
  }

  /// A signing key as OpenSSH itself makes it.
  private static func makeKey(in folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test",
      "-f", folder.appending(path: "evidence_ed25519").path,
    ]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw NoKey() }
  }

  struct NoKey: Error {}

  struct Edit {
    let file: String
    let old: String
    let new: String

    init(_ file: String, _ old: String, _ new: String) {
      self.file = file
      self.old = old
      self.new = new
    }
  }

  struct NothingToEdit: Error { let edit: Edit }

  func apply(_ edit: Edit) throws {
    let file = folder.url.appending(path: edit.file)
    let text = try String(contentsOf: file, encoding: .utf8)
    guard text.contains(edit.old) else { throw NothingToEdit(edit: edit) }
    try text.replacing(edit.old, with: edit.new).write(to: file, atomically: true, encoding: .utf8)
  }

  func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Program.Run
  {
    try await Program.run(
      [arguments[0], "--workspace", folder.url.path] + arguments.dropFirst(),
      environment: environment)
  }

  /// Every file with its bytes, by its place below a folder.
  static func files(in folder: URL) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var files: [String: Data] = [:]
    for name in names {
      var isFolder: ObjCBool = false
      let file = folder.appending(path: name)
      guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = try Data(contentsOf: file)
    }
    return files
  }
}
