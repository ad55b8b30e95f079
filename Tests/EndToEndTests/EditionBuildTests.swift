import DemoTenant
import Foundation
import Testing

/// A month that is published, then restated by late data, then by an exclusion.
@Suite struct EditionBuildTests {
  private static let period = "public/southquay/1999-10"

  /// Runs a command of the system in a folder; its output and whether it went well.
  private static func shell(_ command: String, in folder: URL) async throws -> (String, Bool) {
    let run = try await Program.system(["sh", "-c", "exec 2>&1; " + command], in: folder)
    return (run.output, run.status == 0)
  }

  /// Every seal in a folder and below holds, by the commands of its VERIFY.txt.
  private static func verify(_ folder: URL, editions: Int) async throws {
    let folders =
      [folder] + (1..<max(1, editions)).map { folder.appending(path: "editions/\($0)") }
    for folder in folders {
      let (said, isGood) = try await shell(
        """
        sha256sum -c --strict --quiet manifest-sha256.txt && ssh-keygen -Y verify \
        -f allowed_signers -I "$(cut -d' ' -f1 allowed_signers)" -n tallysheet-manifest \
        -s manifest-sha256.txt.sig < manifest-sha256.txt > /dev/null
        """, in: folder)
      #expect(isGood, "\(folder.lastPathComponent): \(said)")
      let (extra, _) = try await shell(
        """
        { cut -c67- manifest-sha256.txt; find . -type f | cut -c3- \
        | grep -vxE 'manifest-sha256[.]txt([.]published)?([.](sig|ed25519))?|allowed_signers|signing-key[.]pem'; } | LC_ALL=C sort | uniq -u
        """, in: folder)
      #expect(extra.isEmpty, "\(folder.lastPathComponent): \(extra)")
    }
  }

  /// The files of an edition on its own: those of its folder without older editions, and without
  /// the two that list them.
  private static func own(_ files: [String: Data]) -> [String: Data] {
    files.filter { !$0.key.hasPrefix("editions/") && !$0.key.hasPrefix("manifest-") }
  }

  private struct Record: Decodable {
    struct Link: Decodable { let manifestSHA256: String }

    let previousEdition: Link
  }

  private static func times(in folder: URL) throws -> [String: Date] {
    try DemoWorkspace.files(in: folder).keys.reduce(into: [:]) { times, name in
      let path = folder.appending(path: name).path
      times[name] =
        try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
        as? Date
    }
  }

  /// The bag of a restated month holds what each edition was made from.
  private func packs(_ workspace: DemoWorkspace) async throws {
    let place = try TemporaryFolder()
    let run = try await Program.run([
      "dossier", "--workspace", workspace.url.path, "--partner", "southquay", "--period", "1999-10",
      "--output", place.url.appending(path: "a.tar.gz").path,
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try await Self.shell("tar -xzf a.tar.gz", in: place.url) == ("", true))
    let data = place.url.appending(path: "southquay-1999-10-dossier/data")
    let rows = try String(contentsOf: data.appending(path: "captures.csv"), encoding: .utf8)
      .components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
    #expect(rows.map { $0.split(separator: ",")[1] } == ["edition 1", "yes"])
    let answers = try String(
      contentsOf: data.appending(path: "answers/answers.csv"), encoding: .utf8)
    for row in rows {
      let capture = row.prefix { $0 != "," }
      let hasAnswers = answers.contains("\r\n\(capture),")
      #expect(hasAnswers, "\(capture)")
    }
    let contracts = try FileManager.default.contentsOfDirectory(
      atPath: data.appending(path: "contract").path)
    #expect(contracts.sorted() == ["contract.yml", "edition-1.yml", "edition-2.yml"])
    try await verifiesEditions(in: data)
  }

  /// Each edition in a bag is checked by its own seal, and not by the bag's lists alone.
  private func verifiesEditions(in data: URL) async throws {
    let bag = data.deletingLastPathComponent().path
    let verify = try await Program.run(["verify", bag])
    #expect(verify.status == 0, "\(verify.output)")
    #expect(verify.output.hasPrefix("verified: 4 sealed folders"), "\(verify.output)")

    let signature = data.appending(path: "site/editions/1/manifest-sha256.txt.sig")
    let newest = data.appending(path: "site/manifest-sha256.txt.sig")
    try Data(contentsOf: newest).write(to: signature)
    let forged = try await Program.run(["verify", bag])
    #expect(forged.status == 1)
    #expect(
      forged.output.contains(
        "data/site/editions/1/manifest-sha256.txt.sig: the signature does not fit"),
      "\(forged.output)")
  }

  @Test func `what was published stays, and each change of it is told`() async throws {
    let workspace = try DemoWorkspace()
    let month = ["--period", "1999-10", "--partner", "southquay"]
    let folder = workspace.url.appending(path: Self.period)
    func run(_ command: String, _ more: String...) async throws -> Program.Run {
      let run = try await Program.run(
        [command, "--workspace", workspace.url.path] + month + more)
      #expect(run.status == 0, "\(command): \(run.errors)")
      return run
    }
    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    _ = try await run("fetch")
    _ = try await run("build")
    let first = try DemoWorkspace.files(in: folder)
    #expect(first["changes.html"] != nil && first["data/changes.csv"] == nil)
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "editions").path))

    // Nothing changed: not one file is written again.
    let times = try Self.times(in: workspace.url.appending(path: "public/southquay"))
    _ = try await run("fetch")
    _ = try await run("build")
    #expect(try DemoWorkspace.files(in: folder) == first)
    #expect(try Self.times(in: workspace.url.appending(path: "public/southquay")) == times)

    // One answered call more in each of three queues on the 15th, at 5.40 each.
    let late = try DemoTenant.start(TenantOptions(faults: "restated@1+1"))
    defer { late.stop() }
    try workspace.apply(.init("tallysheet.yml", workspace.tenant.baseURL, late.baseURL))
    _ = try await run("fetch")
    _ = try await run("build")
    let kept = try DemoWorkspace.files(in: folder.appending(path: "editions/1"))
    #expect(kept == first)
    try await Self.verify(folder, editions: 2)
    let report = try text("index.html")
    #expect(report.contains("three late contacts added"))
    #expect(report.contains("Written for edition 1, before figures were restated."))
    #expect(report.contains("title=\"Was ILS\u{a0}48,805.20 in edition 1\">r</abbr>"))
    let rows = try text("data/changes.csv").components(separatedBy: "\r\n")
    #expect(
      rows.contains { $0.contains(",settlement,item=net,amount,48805.20,48805.20,48821.40,16.20,") }
    )
    #expect(
      rows.dropFirst().dropLast().allSatisfy {
        $0.hasSuffix(",changed,late data,revision")
          || $0.hasSuffix(",added,late data,revision")
      })
    #expect(try text("changes.html").contains("No verdict changed. The net amount was <data "))
    let home = try String(
      contentsOf: workspace.url.appending(path: "public/southquay/index.html"), encoding: .utf8)
    #expect(home.contains("href=\"1999-10/changes.html\""))
    let second = try DemoWorkspace.files(in: folder)

    // Monday the 4th is left out: the measures change, the counts do not.
    try workspace.apply(
      .init(
        "contracts/southquay.yml", "\nterms:\n",
        """

        exclusions:
          windows:
            - from: 1999-10-04
              to: 1999-10-05
              reason: line failure at the exchange
              approver: both parties
              evidence: letter of 8 October 1999

        terms:

        """))
    _ = try await run("build")
    try await Self.verify(folder, editions: 3)
    #expect(try DemoWorkspace.files(in: folder.appending(path: "editions/1")) == first)
    let superseded = try DemoWorkspace.files(in: folder.appending(path: "editions/2"))
    #expect(Self.own(superseded) == Self.own(second))
    // What a reader saw of the second edition is there too: its list and both signatures.
    for ending in ["", ".sig", ".ed25519"] {
      let name = "manifest-sha256.txt"
      #expect(superseded[name + ".published" + ending] == second[name + ending])
    }
    let chain = try JSONDecoder().decode(
      Record.self, from: Data(contentsOf: folder.appending(path: "seal.json")))
    let (sum, _) = try await Self.shell(
      "sha256sum < editions/2/manifest-sha256.txt.published", in: folder)
    #expect(sum.hasPrefix(chain.previousEdition.manifestSHA256 + " "))
    let verified = try await Program.run(["verify", folder.path])
    #expect(verified.status == 0, "\(verified.output)")
    let list = folder.appending(path: "editions/2/manifest-sha256.txt.published")
    let bytes = try Data(contentsOf: list)
    try bytes.dropLast(70).write(to: list)
    let spoiled = try await Program.run(["verify", folder.path])
    #expect(spoiled.status == 1)
    #expect(spoiled.output.contains("editions/2/manifest-sha256.txt.published"))
    try bytes.write(to: list)
    let third = try DemoWorkspace.files(in: folder)
    let newest = try text("data/changes.csv").components(separatedBy: "\r\n").filter {
      $0.split(separator: ",").dropFirst().first == "3"
    }
    #expect(!newest.isEmpty)
    #expect(newest.contains { $0.contains("measure=service-level") && $0.contains(",exclusion,") })
    #expect(!newest.contains { $0.contains(",month,") || $0.contains(",intervals,") })
    #expect(try text("changes.html").contains("one exclusion accepted"))

    try await packs(workspace)
    for edition in ["", "editions/1", "editions/2"] {
      let rebuilt = try await Program.run([
        "verify", folder.appending(path: edition).path, "--rebuild", workspace.url.path,
      ])
      #expect(rebuilt.status == 0, "\(edition): \(rebuilt.output)")
    }

    // The archive alone gives all of it again, in another folder, under another clock.
    let fresh = try TemporaryFolder()
    let again = try await Program.run(
      ["build", "--workspace", workspace.url.path, "--output", fresh.url.path] + month,
      environment: ["TZ": "Pacific/Apia", "LANG": "de_DE.UTF-8"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(try DemoWorkspace.files(in: fresh.url.appending(path: "southquay/1999-10")) == third)
  }
}
