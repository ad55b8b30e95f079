import Foundation
import Preview
import Testing

@Suite struct ServeTests {
  private static let site = PreviewSite(
    paths: ["index.html", "n/index.html", "n/404.html", "n/assets/site.css"], version: 4,
    fault: "a \"fault\"\nin <two> lines"
  ) { Array($0.utf8) }

  private func ask(
    _ target: String, for destination: String? = nil, host: String = "127.0.0.1:8090",
    method: String = "GET"
  ) -> (status: Int, body: String, headers: [String: String]) {
    let answer = Self.site.answer(
      PreviewRequest(method: method, target: target, host: host, destination: destination))
    return (
      answer.status, String(decoding: answer.body, as: UTF8.self),
      Dictionary(answer.headers.map { ($0.name, $0.value) }) { $1 }
    )
  }

  @Test(arguments: [
    ("/", 200, "index.html"), ("/n/", 200, "n/index.html"),
    ("/n/index.html?x=1", 200, "n/index.html"),
    ("/n/assets/site.css", 200, "n/assets/site.css"), ("/n/none.html", 404, "n/404.html"),
    ("/../tallysheet.yml", 404, "not found\n"), ("/%2e%2e/tallysheet.yml", 404, "not found\n"),
    ("//etc/passwd", 404, "not found\n"), ("index.html", 404, "not found\n"),
  ])
  func `gives out listed files byte for byte, and nothing else`(
    target: String, status: Int, body: String
  ) {
    let answer = ask(target)
    #expect(answer.status == status)
    #expect(answer.body == body)
    #expect(answer.headers["Cache-Control"] == "no-store")
  }

  @Test func `a folder without its slash is sent to the one with it`() {
    let answer = ask("/n")
    #expect(answer.status == 301)
    #expect(answer.headers["Location"] == "/n/")
  }

  @Test func `a window gets a frame, and the frame the page`() {
    let window = ask("/n/", for: "document")
    #expect(window.body.contains("<iframe"))
    #expect(ask("/n/", for: "iframe").body == "n/index.html")
    #expect(ask("/n/assets/site.css", for: "document").body == "n/assets/site.css")
  }

  @Test func `the state is JSON whatever the fault says`() throws {
    let state = try JSONSerialization.jsonObject(with: Data(ask("/.preview/state").body.utf8))
    let values = try #require(state as? [String: Any])
    #expect(values["version"] as? Int == 4)
    #expect(values["fault"] as? String == "a \"fault\"\nin <two> lines")
  }

  @Test func `other machines' names and other methods are refused`() {
    #expect(ask("/", host: "evil.example").status == 403)
    #expect(ask("/", method: "POST").status == 405)
  }

  @Test func `a saved remark is seen at the same address, and what was built stays`() async throws {
    let workspace = try DemoWorkspace()
    #expect(try await workspace.run("fetch", "--period", "1999-10", "--quiet").status == 0)
    #expect(try await workspace.run("build", "--quiet").status == 0)
    let built = try DemoWorkspace.files(in: workspace.url.appending(path: "public"))
    let running = try Program.start([
      "serve", "--port", "0", "--workspace", workspace.url.path,
    ])
    defer { running.process.terminate() }
    func said() -> String {
      (try? String(contentsOf: running.files.url.appending(path: "output"), encoding: .utf8)) ?? ""
    }
    while !said().contains("http://"), running.process.isRunning {
      try await Task.sleep(for: .milliseconds(50))
    }
    let address = said().trimmingCharacters(in: .whitespacesAndNewlines)
    let page = "northline/1999-10/index.html"
    #expect(
      try await Self.get(address + page) == built[page].map { String(decoding: $0, as: UTF8.self) })

    let remarks = workspace.url.appending(path: "commentary/northline/1999-10.md")
    try "Words of today.".write(to: remarks, atomically: true, encoding: .utf8)
    while try await !Self.get(address + page).contains("Words of today."), running.process.isRunning
    {
      try await Task.sleep(for: .milliseconds(50))
    }
    try "A figure {{nobody}} knows.".write(to: remarks, atomically: true, encoding: .utf8)
    while try await !Self.get(address + ".preview/state").contains("nobody"),
      running.process.isRunning
    {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(
      try await Self.get(address + page).contains("Words of today."), "the last good page stays")
    #expect(try DemoWorkspace.files(in: workspace.url.appending(path: "public")) == built)
    running.process.terminate()
    #expect(await running.wait().status == 0)
  }

  private static func get(_ address: String) async throws -> String {
    try await Program.system([
      "python3", "-c",
      "import sys,urllib.request as r;sys.stdout.buffer.write(r.urlopen(sys.argv[1]).read())",
      address,
    ]).output
  }
}
