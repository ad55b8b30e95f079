import Foundation
import SavedWorkload

/// From the archive, or the answers, to sealed sites.
extension Table {
  private static let hugo = "Hugo that draws the charts of finished figures"
  private static let python = "Python with charts written by hand, two jobs"

  private var plainSite: (String, [String]) {
    let folder = bench.folder.appending(path: "plain").path
    return (
      "a plain Swift program, from answers to plain pages",
      [Bench.own.path, "site", bench.work.answers.path, folder]
    )
  }

  func siteRows() throws {
    _ = try bench.fetch()
    _ = try bench.build()
    let copy = bench.folder.appending(path: "copy").path
    try row(
      "3", "pages from the archive, sealed and verified, processor s",
      wanted: [Self.hugo: "0.05"],
      against: [("cp -r of the finished sites", ["cp", "-rT", bench.site.path, copy]), plainSite]
        + hugoSite()
    ) { try bench.build().processor }
  }

  /// Hugo on the figures of the same answers; they and its templates are made for nothing.
  private func hugoSite() throws -> [(String, [String])] {
    let hugo = [installed("hugo"), "hugo"].first { Command.exists($0, "version") }
    guard let hugo, let python = python(for: "site_python.py") else { return [] }
    let places = ["figures", "hugo", "pages"].map { bench.folder.appending(path: $0).path }
    for command in [
      [script("site_python.py"), bench.work.answers.path, places[2], "--export", places[0]],
      [script("site_hugo.py"), places[0], places[1]],
    ] { _ = try Command(arguments: [python] + command).run() }
    return [(Self.hugo, [hugo, "--source", places[1], "--destination", places[2], "--quiet"])]
  }

  func wholeRows() throws {
    let folder = bench.folder.appending(path: "python").path
    let others =
      [plainSite]
      + peer(Self.python, "site_python.py", bench.work.answers.path, folder, "--jobs", "2")
    let titles: [(String, String, (Command.Cost) -> Double, String)] = [
      ("4", "answers to sealed sites, two jobs, processor s", \.processor, "0.30"),
      ("4", "the same, wall s", \.wall, "0.30"),
      ("5", "the same, peak MiB of the largest process (96)", \.peak, ""),
    ]
    for (number, title, cost, wanted) in titles {
      try row(number, title, wanted: [Self.python: wanted], cost: cost, against: others) {
        cost(try bench.wholeWay(jobs: 2))
      }
      bench.settle()
    }
  }

  func jobRows() throws {
    let jobs = try (0..<runs).map { _ in
      (try bench.wholeWay(jobs: 2), try bench.wholeWay(jobs: 1))
    }
    line(
      "6", "the whole way with two jobs, wall s", jobs.map(\.0.wall).median, "one job",
      jobs.map(\.1.wall).median, wanted: "0.62")
    let peak = jobs.map(\.1.peak).median
    line(
      "5", "the whole way, peak MiB with two jobs", jobs.map(\.0.peak).median, "one job", peak)
    bench.settle()
    _ = try bench.build()
    let full = try bench.build()
    let unchanged = try (0..<runs).map { _ in try bench.build(afresh: false).wall }
    line(
      "8", "build when nothing changed, wall s", unchanged.median, "a full build", full.wall,
      wanted: "0.02")
  }

  /// A contact that comes late, among these partners and among twenty.
  func lateRows() throws {
    let twenty = try Bench(partners: 20, queues: 5, days: 31)
    let (two, many) = (try late(bench, runs), try late(twenty, 1))
    for (cost, partners, wanted) in [(two, "these", ""), (many, "twenty", "0.05")] {
      line(
        "7", "build after one late contact, processor s", cost.late.processor,
        "a full build of \(partners) partners", cost.full.processor, wanted: wanted)
    }
    line(
      "7", "the same, wall s (0.5)", two.late.wall, "a full build of these partners", two.full.wall)
    line(
      "5", "peak MiB of a build, twenty partners, one job", many.full.peak, "these partners",
      two.full.peak, wanted: "1.10")
  }

  /// A full build, then the build after one contact more in the last answer of the first partner; equal to
  /// a clean build byte for byte.
  private func late(
    _ bench: Bench, _ runs: Int
  ) throws -> (full: Command.Cost, late: Command.Cost) {
    guard let file = bench.work.lastAnswer else { throw Differing(what: "no answer") }
    let answer = try Data(contentsOf: file)
    var costs: [(full: Command.Cost, late: Command.Cost)] = []
    for _ in 0..<runs {
      try answer.write(to: file)
      _ = try bench.fetch()
      bench.settle()
      let full = try bench.build()
      guard try SavedWorkload.addLateContact(to: file) else { throw Differing(what: "no contact") }
      _ = try bench.fetchAgain(bench.work.firstPartner)
      costs.append((full, try bench.build(afresh: false)))
    }
    let kept = bench.folder.appending(path: "incremental")
    try FileManager.default.moveItem(at: bench.site, to: kept)
    _ = try bench.build()
    guard Command.exists("diff", "-r", kept.path, bench.site.path) else {
      throw Differing(what: "a clean build")
    }
    bench.discard(kept)
    func median(_ cost: ((full: Command.Cost, late: Command.Cost)) -> Double) -> Double {
      costs.map(cost).median
    }
    return (
      Command.Cost(
        wall: median(\.full.wall), processor: median(\.full.processor), peak: median(\.full.peak)),
      Command.Cost(
        wall: median(\.late.wall), processor: median(\.late.processor), peak: median(\.late.peak))
    )
  }

  func verifyRows() throws {
    let partner = bench.site.appending(path: bench.work.firstPartner).path
    let check =
      "for m in $(find \(partner) -name manifest-sha256.txt); do "
      + "(cd $(dirname $m) && sha256sum --quiet -c manifest-sha256.txt) || exit 1; done"
    let sums = [("sha256sum -c of it", ["bash", "-c", check])]
    let seal = Command(arguments: [Bench.own.path, "seal", partner])
    try row(
      "11", "the seal of a partner's site, processor s", wanted: ["sha256sum -c of it": "0.35"],
      against: sums
    ) { try seal.run().processor }
    try row("11", "verify of all figures of a partner, processor s", against: sums) {
      try bench.verify(partner).run().processor
    }
    try row(
      "12", "--version, wall s", wanted: ["python3 -c pass": "1.0"], cost: \.wall,
      against: [("python3 -c pass", ["/usr/bin/python3", "-c", "pass"])]
    ) { try bench.version.run().wall }
  }

  /// Two ways that do not meet.
  private struct Differing: Error {
    let what: String
  }
}
