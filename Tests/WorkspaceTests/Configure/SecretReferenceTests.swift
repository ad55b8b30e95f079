import Figures
import Foundation
import Testing
import Workspace

@Suite struct SecretReferenceTests {
  @Test func `comes from a private file, without its line end`() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("s3cret\n", to: "secret", mode: 0o600)
    #expect(try await SecretReference.file(path: path).resolve().reveal() == "s3cret")
  }

  @Test(arguments: [0o640, 0o604, 0o666, 0o620])
  func `a file that others may open is refused with the command that mends it`(mode: Int)
    async throws
  {
    let folder = try TemporaryFolder()
    let path = try folder.write("s3cret\n", to: "secret", mode: mode)
    let found = try #require(
      await laterExplanation { try await SecretReference.file(path: path).resolve() })
    #expect(found.status == .configuration)
    #expect(
      found.what
        == "the secret file is open to other accounts (mode \(String(mode, radix: 8)))")
    #expect(found.place == path)
    #expect(found.remedy == "chmod 600 \(path)")
  }

  @Test func `a missing file and an empty one are refused`() async throws {
    let folder = try TemporaryFolder()
    let missing = try #require(
      await laterExplanation { try await SecretReference.file(path: folder.file("no")).resolve() })
    #expect(missing.status == .configuration)
    #expect(missing.what == "the secret file cannot be read")
    let path = try folder.write("\n", to: "empty", mode: 0o600)
    let empty = try #require(
      await laterExplanation { try await SecretReference.file(path: path).resolve() })
    #expect(empty.what == "the secret is empty")
  }

  @Test func `an unset variable is named`() async throws {
    let found = try #require(
      await laterExplanation {
        try await SecretReference.environment(variable: "TALLYSHEET_TEST_UNSET").resolve()
      })
    #expect(found.status == .configuration)
    #expect(found.what == "the environment variable 'TALLYSHEET_TEST_UNSET' is not set")
  }

  @Test func `comes from a variable`() async throws {
    let home = try #require(ProcessInfo.processInfo.environment["PATH"])
    #expect(try await SecretReference.environment(variable: "PATH").resolve().reveal() == home)
  }

  @Test(arguments: [
    (["printf", "a b\\n"], "a b"), (["/usr/bin/printf", "%s|", "x y", "$HOME"], "x y|$HOME|"),
  ])
  func `comes from a program, whose arguments no shell touches`(words: [String], secret: String)
    async throws
  {
    #expect(try await SecretReference.command(words).resolve().reveal() == secret)
  }

  @Test func `a program sees PATH and HOME alone`() async throws {
    let names = try await SecretReference.command(["env"]).resolve().reveal()
      .split(separator: "\n").map { $0.prefix { $0 != "=" } }
    #expect(Set(names).subtracting(["PATH", "HOME"]).isEmpty)
    #expect(names.contains("PATH"))
  }

  @Test func `a failing program keeps its output to itself`() async throws {
    let found = try #require(
      await laterExplanation {
        try await SecretReference.command(["sh", "-c", "echo s3cret; echo s3cret >&2; exit 3"])
          .resolve()
      })
    #expect(found.status == .configuration)
    #expect(found.what.hasPrefix("the secret's command ended with "))
    #expect(found.place == "sh")
    #expect(!"\(found)".contains("s3cret"))
  }

  @Test func `a program that does not exist or never stops is refused`() async throws {
    let missing = try #require(
      await laterExplanation { try await SecretReference.command(["/no/such/program"]).resolve() })
    #expect(missing.what == "the secret's command cannot be started")
    let endless = try #require(
      await laterExplanation { try await SecretReference.command(["yes"]).resolve() })
    #expect(endless.what == "the secret's command wrote more than 65536 bytes")
  }
}
