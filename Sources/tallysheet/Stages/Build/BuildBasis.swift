import Figures
import Pages
import Workspace

/// What every part of every site depends on: the program, the configuration, the templates, the key,
/// and what is looked for in finished files.
struct BuildBasis: Sendable {
  private let common: BuildKey

  /// `nil` where the program cannot be told from another one.
  init?(
    _ workspace: WorkspaceFolder, templates: [String: String], seal: FolderSeal,
    _ known: LeakGate.Knowledge
  ) {
    guard let program = ProgramStamp.digest() else { return nil }
    var key = BuildKey()
    key.add("program", "\(Tallysheet.version) \(program)")
    key.add("configuration", workspace.configuration.sha256)
    // The demo's workspace is asked at another address than its file says.
    key.add("login", workspace.configuration.organization.loginURL)
    key.add("service", workspace.configuration.organization.apiURL)
    for (name, text) in templates.sorted(by: { $0.key < $1.key }) { key.add(name, text) }
    key.add("signers", seal.signer?.list)
    key.add("signs", seal.signer?.canSign == true ? "yes" : "no")
    known.add(to: &key)
    common = key
  }

  /// Of a partner's site; `brand` is its look, with the files of it.
  func digest(of partner: String, brand: Brand) -> String {
    var key = common
    key.add("partner", partner)
    key.add("brand", brand.digested)
    return key.digest
  }
}

extension LeakGate.Knowledge {
  func add(to key: inout BuildKey) {
    names.add(to: &key)
    for secret in secrets { key.add(secret.kind.rawValue, secret.text) }
  }
}
