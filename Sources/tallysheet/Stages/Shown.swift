import Figures
import Foundation
import Preview
import Synchronization

/// What the browser sees now, and where it looks.
final class Shown: Sendable {
  private struct State {
    var site: PreviewSite
    var lookedAt: Place?
    /// Pages that are newer than what stands on the disk.
    var pages: [String: [UInt8]] = [:]
  }

  struct PeriodPlace: Sendable, Equatable {
    let partner: String
    let period: Period
  }

  /// A page of a period.
  struct Place: Sendable, Equatable {
    let period: PeriodPlace
    /// Below the period's folder.
    let path: String

    var partner: String { period.partner }
  }

  private let root: String
  private let state: Mutex<State>

  init(root: String) {
    self.root = root
    state = Mutex(State(site: Self.site(root, version: 0, fault: "")))
  }

  var lookedAt: Place? { state.withLock { $0.lookedAt } }

  func answer(_ request: PreviewRequest) -> PreviewAnswer {
    let site = state.withLock { state in
      let parts = request.target.prefix { $0 != "?" }.split(separator: "/").map(String.init)
      if parts.count > 1, request.target.contains(".html") || request.destination == "iframe",
        let period = Period(id: parts[1])
      {
        let path = parts.dropFirst(2).joined(separator: "/")
        state.lookedAt = Place(
          period: PeriodPlace(partner: parts[0], period: period),
          path: path.isEmpty ? "index.html" : path)
      }
      return state.site
    }
    return site.answer(request)
  }

  /// Takes what is on the disk now; after a failure the pages that were newer stay.
  func refresh(fault: String) {
    state.withLock { state in
      if fault.isEmpty { state.pages = [:] }
      let fresh = Self.site(root, version: state.site.version + 1, fault: fault)
      state.site = Self.site(
        root, paths: fresh.paths, version: fresh.version, fault: fault, pages: state.pages)
    }
  }

  /// Shows a page before it is on the disk.
  func show(_ page: [UInt8], at path: String) {
    state.withLock { state in
      state.pages[path] = page
      state.site = Self.site(
        root, paths: state.site.paths, version: state.site.version + 1, fault: "",
        pages: state.pages)
    }
  }

  private static func site(_ root: String, version: Int, fault: String) -> PreviewSite {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    let paths = names.filter { name in !name.split(separator: "/").contains { $0.hasPrefix(".") } }
    return site(root, paths: Set(paths), version: version, fault: fault, pages: [:])
  }

  private static func site(
    _ root: String, paths: Set<String>, version: Int, fault: String, pages: [String: [UInt8]]
  ) -> PreviewSite {
    PreviewSite(paths: paths, version: version, fault: fault) { path in
      pages[path] ?? (try? Data(contentsOf: URL(filePath: "\(root)/\(path)"))).map { Array($0) }
    }
  }
}
