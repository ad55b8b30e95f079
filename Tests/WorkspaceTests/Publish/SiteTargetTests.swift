import Figures
import Foundation
import Testing

@testable import Workspace

@Suite struct SiteTargetTests {
  private let folder: TemporaryFolder
  private var destination: String { folder.file("www/northline") }

  /// A site of one period, as far as publishing looks at it.
  init() throws {
    folder = try TemporaryFolder()
    try folder.write("home", to: "site/index.html")
    try folder.write("page", to: "site/2026-10/index.html")
    try folder.write("list", to: "site/2026-10/manifest-sha256.txt")
    try folder.write("half", to: "site/.2026-11.staged-7/index.html")
  }

  private var target: SiteTarget {
    SiteTarget(source: folder.file("site"), target: .directory(destination))
  }

  private func publish() async throws {
    try await target.publish(try SiteListing(of: folder.file("site")))
  }

  @Test func `a listing has every file once, and no hidden one`() throws {
    let listing = try SiteListing(of: folder.file("site"))
    #expect(listing.paths == ["2026-10/index.html", "2026-10/manifest-sha256.txt", "index.html"])
    // printf home | sha256sum
    #expect(
      listing.digests["index.html"]
        == "4ea140588150773ce3aace786aeef7f4049ce100fa649c94fbbddb960f1da942")
  }

  @Test func `a link is refused, wherever it leads`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("site/passwords"), withDestinationPath: "/etc/passwd")
    let found = explanation { try SiteListing(of: folder.file("site")) }
    #expect(found?.status == .badData)
    #expect(found?.place?.hasSuffix("site/passwords") == true)
  }

  @Test func `the target holds the site and nothing else afterwards`() async throws {
    try await publish()
    let first = try folder.contents(below: "www/northline")
    #expect(
      first == [
        "index.html": "home", "2026-10/index.html": "page",
        "2026-10/manifest-sha256.txt": "list",
      ])
    try folder.write("new home", to: "site/index.html")
    try FileManager.default.removeItem(atPath: folder.file("site/2026-10/index.html"))
    try folder.write("added", to: "site/404.html")
    #expect(
      try await target.changes()
        == SiteChanges(
          added: ["404.html"], changed: ["index.html"], stale: ["2026-10/index.html"]))
    try await publish()
    #expect(
      try folder.contents(below: "www/northline") == [
        "index.html": "new home", "404.html": "added", "2026-10/manifest-sha256.txt": "list",
      ])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("www")).count == 1)
    #expect(try await target.changes().isEmpty)
  }

  @Test func `a folder with something else in it is left alone`() async throws {
    try folder.write("mine", to: "www/northline/thesis.txt")
    let found = await laterExplanation { try await publish() }
    #expect(found?.status == .configuration)
    #expect(found?.what.contains("'thesis.txt'") == true)
    #expect(try folder.contents(below: "www") == ["northline/thesis.txt": "mine"])
  }

  @Test func `a host's own hidden file is not swapped away`() async throws {
    try await publish()
    try folder.write("deny", to: "www/northline/.htaccess")
    let found = await laterExplanation { try await publish() }
    #expect(found?.status == .configuration)
    #expect(try folder.contents(below: "www/northline")[".htaccess"] == "deny")
  }

  @Test func `a file that changes on the way keeps the old site`() async throws {
    try await publish()
    let listing = try SiteListing(of: folder.file("site"))
    try folder.write("changed since", to: "site/2026-10/index.html")
    let found = await laterExplanation { try await target.publish(listing) }
    #expect(found?.status == .tryAgainLater)
    #expect(try folder.contents(below: "www/northline")["2026-10/index.html"] == "page")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("www")).count == 1)
  }

  @Test(arguments: [true, false])
  func `what fails its check after the swap is taken back`(canExchange: Bool) throws {
    try folder.write("old", to: "www/site/index.html")
    let place = folder.file("www/site")
    var staged = try StagedSite(replacing: place)
    try staged.write(OutputFile(path: "index.html", text: "new"))
    struct Bad: Error {}
    var seen: [String] = []
    do {
      try staged.publish(canExchange: canExchange) { folder in
        seen.append(folder)
        if folder == place { throw Bad() }
      }
      Issue.record("the check was not heard")
    } catch is Bad {}
    #expect(seen.count == 2)
    #expect(try folder.contents(below: "www") == ["site/index.html": "old"])
  }

  @Test func `a first site that fails its check does not stand`() throws {
    let place = folder.file("www/site")
    var staged = try StagedSite(replacing: place)
    try staged.write(OutputFile(path: "index.html", text: "new"))
    struct Bad: Error {}
    do {
      try staged.publish { folder in if folder == place { throw Bad() } }
      Issue.record("the check was not heard")
    } catch is Bad {}
    #expect(try folder.contents(below: "www") == [:])
  }

  @Test func `what rsync says is read`() {
    let output = """
      created directory www
      cd+++++++++ ./
      <f+++++++++ 2026-10/new page.html
      >fc........ index.html
      .d..t...... 2026-10/
      *deleting   2026-09/
      *deleting   2026-09/index.html

      """
    #expect(
      RsyncTarget.changes(in: output)
        == SiteChanges(
          added: ["2026-10/new page.html"], changed: ["index.html"],
          stale: ["2026-09/index.html"]))
  }

  @Test func `what rclone says is read, and what it could not compare is no answer`() {
    #expect(
      RcloneTarget.changes(in: "= a\n+ b c\n* d\n- e\n")
        == SiteChanges(added: ["b c"], changed: ["d"], stale: ["e"]))
    #expect(RcloneTarget.changes(in: "= a\n! b\n") == nil)
  }

  @Test(arguments: [
    ("{directory: /srv/a}", "{directory: /srv/a/b}"),
    ("{rsync: \"host:/srv\"}", "{rsync: \"host:/srv\"}"),
    ("{directory: public/x}", "{directory: /srv/b}"), ("{directory: .}", "{directory: /srv/b}"),
  ])
  func `targets that would replace one another are refused`(one: String, other: String) throws {
    let text = """
      organization:
        name: Example
        region: mypurecloud.de
        timeZone: Europe/Berlin
        credentials: {clientID: {env: A}, clientSecret: {env: B}}
      partners:
        - {id: one, name: One, contract: c.yml, queues: [{name: Q}], publish: \(one)}
        - {id: two, name: Two, contract: c.yml, queues: [{name: R}], publish: \(other)}

      """
    try folder.write(text, to: "tallysheet.yml")
    let found = explanation { try Configuration(workspace: folder.path) }
    #expect(found?.status == .configuration)
    #expect(found?.what.contains("overlaps") == true, "\(found?.what ?? "accepted")")
  }
}
