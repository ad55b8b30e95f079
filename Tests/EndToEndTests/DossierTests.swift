import Foundation
import Testing

@Suite struct DossierTests {
  private static let claim = """
    claim: The credit for October is too low
    by: Northline Contact
    figures:
      - {id: sla/measure=service-level/value, says: "0.7100", why: our own log}
      - {id: settlement/item=credits/amount, says: "-4626.00"}

    """

  private func built() async throws -> DemoWorkspace {
    let workspace = try DemoWorkspace()
    for arguments in [["fetch", "--period", "1999-10", "--quiet"], ["build", "--quiet"]] {
      let run = try await Program.run(
        [arguments[0], "--workspace", workspace.url.path] + arguments.dropFirst())
      try #require(run.status == 0, "\(run.errors)")
    }
    try Self.claim.write(
      to: workspace.url.appending(path: "claim.yml"), atomically: true, encoding: .utf8)
    return workspace
  }

  private func dossier(
    _ workspace: DemoWorkspace, _ output: URL, _ more: [String] = [],
    environment: [String: String] = [:], in folder: URL? = nil
  ) async throws -> Program.Run {
    try await Program.run(
      [
        "dossier", "--workspace", workspace.url.path, "--partner", "northline", "--period",
        "1999-10", "--output", output.path,
      ] + more, in: folder, environment: environment)
  }

  private func shell(
    _ command: String, in folder: URL
  ) async throws -> (status: Int32, output: String) {
    let run = try await Program.system(["sh", "-c", "exec 2>&1; " + command], in: folder)
    return (run.status, run.output)
  }

  /// What a time stamp authority answers for a text (RFC 3161); the authority is made for it.
  private func stamped(_ text: Data) async throws -> Data {
    let authority = try TemporaryFolder()
    try text.write(to: authority.url.appending(path: "text"))
    try """
    [tsa]
    default_tsa = own
    [own]
    serial = ./serial
    signer_cert = ./tsa.pem
    signer_key = ./tsa.key
    signer_digest = sha256
    default_policy = 1.2.3.4
    digests = sha256
    ess_cert_id_chain = no
    """.write(
      to: authority.url.appending(path: "tsa.cnf"), atomically: true, encoding: .utf8)
    let run = try await shell(
      """
      echo 01 > serial && openssl req -x509 -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.pem \
      -days 2 -subj /CN=Authority -addext extendedKeyUsage=critical,timeStamping && \
      openssl ts -query -data text -sha256 -cert -out query && \
      openssl ts -reply -config tsa.cnf -queryfile query -out reply
      """, in: authority.url)
    try #require(run.status == 0, "\(run.output)")
    return try Data(contentsOf: authority.url.appending(path: "reply"))
  }

  @Test func `a dossier is the same bytes each time, and stock programs check it`() async throws {
    let workspace = try await built()
    let place = try TemporaryFolder()
    let claim = ["--claim", workspace.url.appending(path: "claim.yml").path]
    let first = place.url.appending(path: "a.tar.gz")
    let second = place.url.appending(path: "b.tar.gz")
    let run = try await dossier(workspace, first, claim)
    try #require(run.status == 0, "\(run.errors)")
    let again = try await dossier(
      workspace, second, claim, environment: ["TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8"],
      in: place.url)
    try #require(again.status == 0, "\(again.errors)")
    #expect(try Data(contentsOf: first) == Data(contentsOf: second))

    #expect(try await shell("tar -xzf a.tar.gz", in: place.url) == (0, ""))
    let bag = place.url.appending(path: "northline-1999-10-dossier")
    let text = try String(contentsOf: bag.appending(path: "VERIFY.txt"), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let end = try #require(lines.firstIndex { $0 == "macOS" })
    let commands = lines[..<end].filter { $0.hasPrefix("    ") }.map { String($0.dropFirst(4)) }
    try #require(commands.count == 4)
    #expect(try await shell(commands[0], in: bag) == (0, ""))
    #expect(try await shell(commands[1], in: bag).output == "")
    #expect(try await shell(commands[2], in: bag).output.hasPrefix("Good "))
    #expect(try await shell(commands[3], in: bag).output.contains("Verified Successfully"))

    let ours = try await Program.run(["verify", bag.path])
    #expect(ours.status == 0, "\(ours.output)")
    // A time stamp that is laid beside the signature later breaks nothing.
    let token = bag.appending(path: "tagmanifest-sha256.txt.sig.tsr")
    let signature = bag.appending(path: "tagmanifest-sha256.txt.sig")
    try await stamped(try Data(contentsOf: signature)).write(to: token)
    #expect(try await shell(commands[1], in: bag).output == "")
    let whole = try await Program.run(["verify", bag.path])
    #expect(whole.status == 0, "\(whole.output)")
    // The token of something else, and no token at all.
    let other = try await stamped(Data("another text".utf8))
    for spoiled in [other, Data("token".utf8)] {
      try spoiled.write(to: token)
      let run = try await Program.run(["verify", bag.path])
      #expect(run.status == 1)
      #expect(run.output.contains("tagmanifest-sha256.txt.sig.tsr: is no time stamp of"))
    }
    try FileManager.default.removeItem(at: token)

    let figures = try String(
      contentsOf: bag.appending(path: "data/claim/figures.csv"), encoding: .utf8)
    #expect(
      figures.contains("sla/measure=service-level/value,0.867721,0.7100,our own log,"), "\(figures)"
    )
    #expect(figures.contains("settlement/item=credits/amount,0.00,-4626.00,,"))
    let custody = try String(contentsOf: bag.appending(path: "data/custody.csv"), encoding: .utf8)
    #expect(custody.hasPrefix("step,when,who,what,sha256\r\n1,"))
    let answers = try String(
      contentsOf: bag.appending(path: "data/answers/answers.csv"), encoding: .utf8)
    #expect(answers.split(separator: "\r\n").count > 1)

    try Data("x".utf8).write(to: bag.appending(path: "data/more.txt"))
    let spoiled = try await Program.run(["verify", bag.path])
    #expect(spoiled.status == 1)
    #expect(spoiled.output.contains("data/more.txt: no list of the bag has the file"))
  }

  @Test func `a claim about no figure is refused at its line`() async throws {
    let workspace = try await built()
    let claim = workspace.url.appending(path: "claim.yml")
    let text = try String(contentsOf: claim, encoding: .utf8)
    try text.replacing("item=credits", with: "item=credit")
      .write(to: claim, atomically: true, encoding: .utf8)
    let output = workspace.url.appending(path: "d.tar.gz")
    let run = try await dossier(workspace, output, ["--claim", claim.path])
    #expect(run.status == 65)
    #expect(run.errors.contains("'settlement/item=credit/amount' is no figure of the period"))
    #expect(run.errors.contains("claim.yml:5:"))
    #expect(!FileManager.default.fileExists(atPath: output.path))
  }

  @Test func `what does not verify is not packed`() async throws {
    let workspace = try await built()
    let page = workspace.url.appending(path: "public/northline/1999-10/index.html")
    try (try Data(contentsOf: page) + Data(" ".utf8)).write(to: page)
    let run = try await dossier(workspace, workspace.url.appending(path: "d.tar.gz"))
    #expect(run.status == 65)
    #expect(run.errors.contains("the site does not verify: index.html"))
  }
}
