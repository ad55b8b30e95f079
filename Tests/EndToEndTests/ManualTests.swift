import Foundation
import Testing

@Suite struct ManualTests {
  private static let commands = [
    "demo", "init", "doctor", "fetch", "build", "verify", "publish", "run", "serve", "compare",
    "demo-tenant", "schema", "live", "diff", "dossier", "archive",
  ]

  @Test func `the manual has every command, with its example`() async throws {
    let page = try await Program.run(["manual"])
    #expect(page.status == 0)
    #expect(page.output.hasPrefix(".TH TALLYSHEET 1"))
    for command in Self.commands {
      let name = command.replacing("-", with: "\\-")
      #expect(page.output.contains("\n.SS \(name)\n"), "\(command)")
      #expect(page.output.contains("Example: tallysheet \(name)"), "\(command)")
    }
    #expect(!page.output.contains("\n.S "), "no text is taken for a command")
    for section in ["EXIT STATUS", "FILES", "ENVIRONMENT"] {
      #expect(page.output.contains("\n.SH \(section)\n.TP\n.B "), "\(section)")
    }
    for status in [0, 1, 64, 65, 66, 69, 73, 74, 75, 77, 78] {
      #expect(page.output.contains("\n.B \(status)\n"), "\(status)")
    }
  }

  @Test(arguments: commands)
  func `help says what it does, with an example`(command: String) async throws {
    let help = try await Program.run([command, "--help"])
    #expect(help.status == 0)
    #expect(help.output.contains("Example: tallysheet \(command)"))
    for option in ["--quiet", "--log-level", "--log-format"] {
      #expect(help.output.contains(option) || command == "archive", "\(option)")
    }
    #expect(help.output.contains("--json") || Self.withoutJSON.contains(command))
  }

  /// Those whose result is a page, an address or JSON anyway, and the one whose commands have it.
  private static let withoutJSON = ["serve", "live", "schema", "archive"]

  @Test func `version names program, Swift and zone data`() async throws {
    let run = try await Program.run(["--version"])
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first?.hasPrefix("tallysheet ") == true)
    #expect(lines.dropFirst().first?.hasPrefix("Swift 6") == true, "\(run.output)")
    let file = try String(contentsOfFile: "/usr/share/zoneinfo/tzdata.zi", encoding: .utf8)
    let release = try #require(file.split(separator: "\n").first?.split(separator: " ").last)
    #expect(lines.last == "time zone data \(release)")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions know the commands`(shell: String) async throws {
    let run = try await Program.run(["--generate-completion-script", shell])
    #expect(run.status == 0)
    for command in Self.commands { #expect(run.output.contains(command), "\(command)") }
  }
}
