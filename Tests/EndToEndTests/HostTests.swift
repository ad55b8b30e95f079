import DemoTenant
import Foundation
import Testing

/// From nothing to a published site on a real web server, as the documentation says.
@Suite struct HostTests {
  private static let nginx = ["/usr/sbin/nginx", "/usr/bin/nginx"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: nginx != nil, "nginx is not installed: make test installs it"))
  func `a newcomer gets to a verified site on nginx in a few commands`() async throws {
    let folder = try TemporaryFolder()
    let workspace = folder.url.appending(path: "acme")
    let tenant = try DemoTenant.start(TenantOptions(recording: "synthetic"))
    defer { tenant.stop() }
    let site = folder.url.appending(path: "www/northline")
    let nginx = try Self.nginx(serving: site, in: folder.url)
    let commands: [(words: [String], folder: URL)] = [
      (["init", "acme"], folder.url), (["doctor"], workspace),
      (["fetch", "--period", "2026-10"], workspace), (["build"], workspace),
      (["publish"], workspace), (["doctor"], workspace),
    ]
    for (index, command) in commands.enumerated() {
      let run = try await Program.run(command.words, in: command.folder)
      #expect(run.status == 0, "\(command.words): \(run.output)\(run.errors)")
      guard index == 0 else { continue }
      // What a newcomer edits: the address and the target.
      let file = workspace.appending(path: "tallysheet.yml")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("http://127.0.0.1:8085") && text.contains("published/northline"))
      try text.replacing("http://127.0.0.1:8085", with: tenant.baseURL)
        .replacing("published/northline", with: site.path)
        .write(to: file, atomically: true, encoding: .utf8)
    }
    let server = Process()
    server.executableURL = URL(filePath: Self.nginx ?? "")
    server.arguments = ["-c", nginx.file.path, "-p", folder.url.path]
    server.standardError = FileHandle.nullDevice
    try server.run()
    defer {
      server.terminate()
      server.waitUntilExit()
    }
    let read = try await Self.read("http://127.0.0.1:\(nginx.port)", site)
    #expect(read.status == 0, "\(read.output)")
    #expect((Int(read.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) > 20)
  }

  /// The recipe of the documentation, with the names of this test in it.
  private static func nginx(serving site: URL, in folder: URL) throws -> (file: URL, port: UInt16) {
    // A port that was free a moment ago.
    let other = try DemoTenant.start(TenantOptions())
    let port = other.port
    other.stop()
    let passwords = folder.appending(path: "northline.htpasswd")
    try "reviewer:{PLAIN}orchid\n".write(to: passwords, atomically: true, encoding: .utf8)
    var recipe = try String(
      contentsOf: Program.repository.appending(path: "docs/hosting/nginx.conf"), encoding: .utf8)
    for (old, new) in [
      ("listen 443 ssl;", "listen 127.0.0.1:\(port);"),
      ("root /srv/www/northline;", "root \(site.path);"),
      (
        "auth_basic_user_file /etc/nginx/tallysheet/northline.htpasswd;",
        "auth_basic_user_file \(passwords.path);"
      ),
    ] {
      #expect(recipe.contains(old))
      recipe = recipe.replacing(old, with: new)
    }
    recipe = recipe.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("ssl_certificate") }.joined(separator: "\n")
    let base = folder.path
    let file = folder.appending(path: "nginx.conf")
    try """
    daemon off;
    user root;
    pid \(base)/nginx.pid;
    error_log /dev/null;
    events {}
    http {
      access_log off;
      client_body_temp_path \(base)/body;
      proxy_temp_path \(base)/proxy;
      fastcgi_temp_path \(base)/fastcgi;
      uwsgi_temp_path \(base)/uwsgi;
      scgi_temp_path \(base)/scgi;
      \(recipe)
    }

    """.write(to: file, atomically: true, encoding: .utf8)
    return (file, port)
  }

  private static func read(_ address: String, _ site: URL) async throws -> Program.Run {
    while true {
      let run = try await Program.independent("host.py", [address, site.path, "reviewer:orchid"])
      // The server needs a moment to listen.
      guard run.errors.contains("Connection refused") else { return run }
      try await Task.sleep(for: .milliseconds(100))
    }
  }
}
