import Figures
import Foundation
import Preview
import Synchronization
import Workspace

/// serve: builds into a folder of its own, shows it, and builds again when a source changes.
struct PreviewStage: Sendable {
  let folder: String
  let output: String

  /// What a change calls for.
  struct Work: Sendable, Equatable {
    /// Partners whose sites are to be built; `nil` for all.
    var partners: Set<String>?
    /// One period alone, when nothing else can have changed.
    var period: Period?
  }

  private let shown: Shown

  init(folder: String, output: String) {
    self.folder = folder
    self.output = output
    shown = Shown(root: output)
  }

  var answer: @Sendable (PreviewRequest) -> PreviewAnswer { { [shown] in shown.answer($0) } }

  /// Builds everything, and then what changes, until the task is cancelled.
  func run(ready: () -> Void) async throws {
    var seen = sources()
    try await build(Work())
    ready()
    while !Task.isCancelled {
      try await Task.sleep(for: .milliseconds(200))
      let now = sources()
      let changed = Set(now.filter { seen[$0.key] != $0.value }.keys)
        .union(seen.keys.filter { now[$0] == nil })
      guard !changed.isEmpty else { continue }
      seen = now
      try await build(work(for: changed))
    }
  }

  /// Builds what is wanted, the page that is looked at first; a failure is shown, not thrown.
  private func build(_ work: Work) async throws {
    do {
      let workspace = try WorkspaceFolder(at: folder)
      // What somebody tries out is no edition.
      let stage = try await BuildStage(
        workspace: workspace, output: output, quiet: true, keepsEditions: false)
      let all = workspace.configuration.partners.map(\.partner.id)
      let partners = try all.filter { id in
        guard work.partners?.contains(id) ?? true else { return false }
        return try workspace.existingArchive(of: id) != nil
      }
      guard !partners.isEmpty else { throw NotFetched(partner: all.first ?? "") }
      if let (partner, period) = shown.lookedAt, partners.contains(partner),
        work.period == nil || work.period == period
      {
        _ = try await stage.run(periods: [period], partners: [partner])
        shown.refresh(fault: "")
        // The manifest of the next period names this one's: the rest follows.
      }
      _ = try await stage.run(periods: [], partners: partners)
      shown.refresh(fault: "")
    } catch {
      guard !(error is CancellationError), let failure = Failure(error) else { throw error }
      failure.print()
      shown.refresh(fault: failure.text)
    }
  }

  /// A remark concerns its period, a contract its partner, everything else all.
  private func work(for changed: Set<String>) -> Work {
    guard let workspace = try? WorkspaceFolder(at: folder) else { return Work() }
    var partners: Set<String> = []
    var periods: Set<Period> = []
    for path in changed {
      let owner = workspace.configuration.partners.first { settings in
        path == settings.contractFile
          || path.hasPrefix(workspace.configuration.paths.commentary + "/\(settings.partner.id)/")
      }
      guard let owner else { return Work() }
      partners.insert(owner.partner.id)
      let name = URL(filePath: path).deletingPathExtension().lastPathComponent
      guard path != owner.contractFile, let period = Period(id: name) else {
        return Work(partners: partners)
      }
      periods.insert(period)
    }
    return Work(partners: partners, period: periods.count == 1 ? periods.first : nil)
  }

  /// Every source with what changes when somebody saves it.
  private func sources() -> [String: String] {
    let configuration = folder + "/" + Configuration.fileName
    var found = [configuration: Self.stamp(configuration)]
    guard let workspace = try? WorkspaceFolder(at: folder) else { return found }
    let settings = workspace.configuration
    for path in settings.partners.map(\.contractFile) { found[path] = Self.stamp(path) }
    for folder in [settings.paths.commentary, settings.paths.theirs, settings.paths.templates]
      .compactMap(\.self)
    {
      for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] {
        let path = "\(folder)/\(name)"
        found[path] = Self.stamp(path)
      }
    }
    return found
  }

  private static func stamp(_ path: String) -> String {
    let attributes = (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
    let date = attributes[.modificationDate] as? Date
    return "\(date?.timeIntervalSince1970 ?? 0) \(attributes[.size] as? Int ?? -1)"
  }
}

/// What the browser sees now, and where it looks.
final class Shown: Sendable {
  private struct State {
    var site: PreviewSite
    var lookedAt: (partner: String, period: Period)?
  }

  private let root: String
  private let state: Mutex<State>

  init(root: String) {
    self.root = root
    state = Mutex(State(site: Self.site(root, version: 0, fault: "")))
  }

  var lookedAt: (partner: String, period: Period)? { state.withLock { $0.lookedAt } }

  func answer(_ request: PreviewRequest) -> PreviewAnswer {
    let site = state.withLock { state in
      let parts = request.target.prefix { $0 != "?" }.split(separator: "/").map(String.init)
      if parts.count > 1, request.target.contains(".html") || request.destination == "iframe",
        let period = Period(id: parts[1])
      {
        state.lookedAt = (parts[0], period)
      }
      return state.site
    }
    return site.answer(request)
  }

  /// Takes what is on the disk now.
  func refresh(fault: String) {
    state.withLock { state in
      state.site = Self.site(root, version: state.site.version + 1, fault: fault)
    }
  }

  private static func site(_ root: String, version: Int, fault: String) -> PreviewSite {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    let paths = names.filter { name in !name.split(separator: "/").contains { $0.hasPrefix(".") } }
    return PreviewSite(paths: Set(paths), version: version, fault: fault) { path in
      (try? Data(contentsOf: URL(filePath: "\(root)/\(path)"))).map { Array($0) }
    }
  }
}
