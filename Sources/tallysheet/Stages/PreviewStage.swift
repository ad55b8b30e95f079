import Figures
import Foundation
import Preview
import Synchronization
import Workspace

/// serve: builds into a folder of its own, shows it, and builds again when a source changes.
///
/// The page that is looked at comes first, by itself and from memory; the whole is built behind it,
/// and another save does not wait for that.
struct PreviewStage: Sendable {
  let folder: String
  let output: String

  /// What a change calls for.
  struct Work: Sendable, Equatable {
    /// Partners whose sites are to be built; `nil` for all.
    var partners: Set<String>?
    /// One period alone, when nothing else can have changed.
    var period: Period?

    /// What both call for.
    func and(_ other: Work) -> Work {
      guard let ours = partners, let theirs = other.partners else { return Work() }
      let period = self == other ? period : nil
      return Work(partners: ours.union(theirs), period: period)
    }
  }

  private enum Event: Sendable {
    case built
    /// The sources as they are now.
    case changed([String: String])
  }

  /// What is ready for the next save, and for which period it was tried.
  private struct Glance: Sendable {
    var place: Shown.PeriodPlace?
    var stage: GlanceStage?
  }

  /// Keeps it from one save to the next.
  private final class Kept: Sendable {
    private let value = Mutex(Glance())

    func withLock<Value: Sendable>(_ body: (inout sending Glance) -> sending Value) -> Value {
      value.withLock(body)
    }
  }

  private let shown: Shown
  private let glance: Kept

  init(folder: String, output: String) {
    self.folder = folder
    self.output = output
    shown = Shown(root: output)
    glance = Kept()
  }

  var answer: @Sendable (PreviewRequest) -> PreviewAnswer { { [shown] in shown.answer($0) } }

  /// Builds everything, and then what changes, until the task is cancelled.
  func run(ready: () -> Void) async throws {
    var seen = sources()
    try await build(Work())
    ready()
    var open: Work?
    while !Task.isCancelled {
      let (before, work) = (seen, open)
      try await withThrowingTaskGroup(of: Event.self) { group in
        group.addTask { .changed(try await change(since: before)) }
        if let work {
          group.addTask {
            try await build(work)
            return .built
          }
        }
        while let event = try await group.next() {
          guard case .changed(let now) = event else {
            open = nil
            continue
          }
          let next = self.work(for: Self.changed(from: seen, to: now))
          (seen, open) = (now, open.map { $0.and(next) } ?? next)
          // What is being built is out of date: it ends before its next period, and leaves the
          // processors to the page that is looked at.
          group.cancelAll()
          await show(next)
          return
        }
      }
    }
  }

  /// Waits until a source differs; gets ready meanwhile for a save of what is looked at.
  private func change(since seen: [String: String]) async throws -> [String: String] {
    while true {
      try await Task.sleep(for: .milliseconds(150))
      let now = sources()
      if now != seen { return now }
      if let place = shown.lookedAt, glance.withLock({ $0.place }) != place.period {
        // A period that cannot be built says so when it is.
        _ = try? await ready(for: place)
      }
    }
  }

  private static func changed(from old: [String: String], to new: [String: String]) -> Set<String> {
    Set(new.filter { old[$0.key] != $0.value }.keys).union(old.keys.filter { new[$0] == nil })
  }

  /// Shows the page that is looked at as it will be, where the change concerns it.
  private func show(_ work: Work) async {
    // All but remarks can change figures.
    if work.period == nil { glance.withLock { $0 = Glance() } }
    guard let place = shown.lookedAt, work.partners?.contains(place.partner) ?? true,
      work.period == nil || work.period == place.period.period
    else { return }
    do {
      guard let page = try await ready(for: place)?.page(place.path) else { return }
      shown.show(page.bytes, at: "\(place.partner)/\(place.period.period.id)/\(place.path)")
    } catch {
      // The build behind it ends in the same way, and prints it.
      if let failure = Failure(error) { shown.refresh(fault: failure.text) }
    }
  }

  /// What the pages of a period are made of; `nil` where that could not be made before.
  private func ready(for place: Shown.Place) async throws -> GlanceStage? {
    let kept = glance.withLock { $0 }
    if kept.place == place.period { return kept.stage }
    // One attempt for each change: a figure that cannot be formed is not tried without end.
    glance.withLock { $0 = Glance(place: place.period) }
    let build = try await BuildStage(
      workspace: try WorkspaceFolder(at: folder), output: output, quiet: true,
      keepsEditions: false)
    let stage = try GlanceStage(
      build, partner: place.partner, period: place.period.period)
    glance.withLock { $0.stage = stage }
    return stage
  }

  /// Builds what is wanted, the period that is looked at first; a failure is shown, not thrown.
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
      if let place = shown.lookedAt, partners.contains(place.partner),
        work.period == nil || work.period == place.period.period
      {
        _ = try await stage.run(periods: [place.period.period], partners: [place.partner])
        shown.refresh(fault: "")
        // The manifest of the next period names this one's: the rest follows.
      }
      _ = try await stage.run(periods: [], partners: partners)
      shown.refresh(fault: "")
    } catch {
      // A save that overtakes a rebuild ends it; that is no failure to tell of.
      guard !Task.isCancelled, !(error is CancellationError), let failure = Failure(error) else {
        throw error
      }
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
