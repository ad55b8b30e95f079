import Figures
import Foundation
import Testing
import Workspace

@Suite struct SSHSignatureTests {
  private let key: SigningKey

  init() throws { key = try #require(SigningKey(seed: SignatureExample.seed)) }

  @Test(arguments: SignatureExample.all)
  func `is byte for byte what ssh-keygen and openssl make`(example: SignatureExample) throws {
    let message = Array(example.message.utf8)
    let signature = SSHSignature(of: message, by: key)

    #expect(signature.text == example.text)
    #expect(key.rawSignature(of: message).hex == example.rawHex)
    #expect(key.publicKey.line == SignatureExample.publicLine)
    #expect(key.publicKey.fingerprint == SignatureExample.fingerprint)
  }

  @Test(arguments: SignatureExample.all)
  func `is read back and holds for its message alone`(example: SignatureExample) throws {
    let signature = try #require(SSHSignature(reading: example.text))

    #expect(signature.publicKey.line == SignatureExample.publicLine)
    #expect(signature.namespace == "tallysheet-manifest")
    #expect(signature.isValid(of: Array(example.message.utf8)))
    #expect(!signature.isValid(of: Array((example.message + "x").utf8)))
  }

  @Test func `a signature for another purpose does not fit`() throws {
    let message = Array("ours\n".utf8)
    let other = SSHSignature(of: message, by: key, namespace: "file")
    let text = other.text
    let read = try #require(SSHSignature(reading: text))
    #expect(read.namespace == "file")
    #expect(text != SSHSignature(of: message, by: key).text)
  }

  @Test(arguments: [
    "", "no armor", "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----",
  ])
  func `what is no signature is refused`(text: String) {
    #expect(SSHSignature(reading: text) == nil)
  }

  @Test func `a line of allowed signers names person, purpose and key`() throws {
    let signer = AllowedSigner(identity: "evidence@bank.example", publicKey: key.publicKey)
    #expect(
      signer.line == "evidence@bank.example namespaces=\"tallysheet-manifest\" "
        + SignatureExample.publicLine)
    #expect(AllowedSigner(line: signer.line) == signer)
    #expect(AllowedSigner(line: "evidence@bank.example " + SignatureExample.publicLine) == nil)
  }
}

@Suite struct SigningKeyTests {
  @Test func `a generated key signs what ssh-keygen accepts`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("keys/evidence_ed25519")
    let made = try SigningKey.generate(at: path, comment: "evidence@bank.example")
    #expect(try folder.mode(of: "keys/evidence_ed25519") == 0o600)
    #expect(try folder.mode(of: "keys") == 0o700)

    let key = try SigningKey(file: path)
    #expect(key.publicKey == made.publicKey)
    #expect(key.publicKey.comment == "evidence@bank.example")

    // ssh-keygen reads our file, and derives the same public key from it.
    let (status, line) = try runProgram("/usr/bin/ssh-keygen", ["-y", "-P", "", "-f", path])
    #expect(status == 0)
    #expect(line == key.publicKey.line + "\n")

    let message = "0000  a\n"
    try folder.write(
      SSHSignature(of: Array(message.utf8), by: key).text, to: "manifest.sig")
    let signer = AllowedSigner(identity: "evidence@bank.example", publicKey: key.publicKey)
    try folder.write(signer.line + "\n", to: "allowed_signers")
    let arguments = [
      "-Y", "verify", "-f", folder.file("allowed_signers"), "-I", "evidence@bank.example",
      "-n", "tallysheet-manifest", "-s", folder.file("manifest.sig"),
    ]
    #expect(try runProgram("/usr/bin/ssh-keygen", arguments, input: message).0 == 0)
    #expect(try runProgram("/usr/bin/ssh-keygen", arguments, input: message + " ").0 != 0)
  }

  @Test func `reads a key that ssh-keygen made`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("key")
    try runProgram(
      "/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "a b", "-f", path])
    let key = try SigningKey(file: path)
    let line = try String(contentsOfFile: path + ".pub", encoding: .utf8)
    #expect(key.publicKey.line + "\n" == line)
  }

  @Test func `a key with a passphrase is refused in clear words`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("key")
    try runProgram(
      "/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "secret", "-f", path])
    let found = try #require(explanation { try SigningKey(file: path) })
    #expect(found.status == .configuration)
    #expect(found.what == "the signing key has a passphrase")
  }

  @Test func `a key of another kind is refused by name`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("key")
    try runProgram("/usr/bin/ssh-keygen", ["-q", "-t", "ecdsa", "-N", "", "-f", path])
    let found = try #require(explanation { try SigningKey(file: path) })
    #expect(found.what == "the signing key is of the kind 'ecdsa-sha2-nistp256', not ssh-ed25519")
  }

  @Test func `a key that others may read is refused with the command that mends it`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("key")
    _ = try SigningKey.generate(at: path, comment: "")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let found = try #require(explanation { try SigningKey(file: path) })
    #expect(found.status == .configuration)
    #expect(found.what == "the private key file is open to other accounts (mode 640)")
    #expect(found.remedy == "chmod 600 \(path)")
  }

  @Test func `a key is never overwritten`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("key")
    _ = try SigningKey.generate(at: path, comment: "")
    let before = try String(contentsOfFile: path, encoding: .utf8)
    let found = try #require(explanation { try SigningKey.generate(at: path, comment: "") })
    #expect(found.status == .cannotCreate)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == before)
  }

  @Test func `shows no seed when it is printed`() throws {
    let key = try #require(SigningKey(seed: SignatureExample.seed))
    var dumped = ""
    dump(key, to: &dumped)
    #expect("\(key)" == "SigningKey(\(SignatureExample.fingerprint))")
    #expect(!dumped.contains("seed"))
    #expect(SigningKey(seed: [1, 2, 3]) == nil)
  }
}
