import Figures

/// How a reader holds the pack against its files with programs that come with the system.
struct CheckSteps {
  let context: PeriodContext

  var html: HTML {
    let provenance = context.statement.provenance
    var facts: [(HTML, HTML)] = [
      (
        say("Data digest"),
        say(
          """
          <span class="hash">\(context.dataDigest)</span>: the SHA-256 of \
          <code>data/datapackage.json</code>, which lists the digest of every data file. Each printed \
          page carries its first 16 digits; <code>manifest-sha256.txt</code> has the same line. (The \
          digest of the manifest cannot stand on a page, because the manifest lists the page.)
          """)
      )
    ]
    if let signer = context.signer {
      facts.append(
        (
          say("Key of \(.outside(signer.identity))"),
          say(
            """
            <span class="hash">\(signer.fingerprint)</span>. Compare it with the one that you received \
            by another road, such as the contract.
            """)
        ))
    }
    facts += [
      (say("Contract"), "SHA-256 <span class=\"hash\">\(provenance.contractSHA256)</span>"),
      (
        provenance.captureIDs.count == 1 ? say("Capture") : say("Captures"),
        say(
          """
          <span class="hash">\(provenance.captureIDs.joined(separator: ", "))</span>, taken \
          \(DateWords.span(provenance.capturedFrom, provenance.capturedTo))
          """)
      ),
      (
        say("Made with"),
        say(
          """
          Tallysheet \(provenance.programVersion), zone data \(provenance.zoneDataVersion)
          """)
      ),
    ]
    return say(
      """
      <p>Every file of this period is listed with its SHA-256 in <code>manifest-sha256.txt</code>. In \
      the folder of the period run:</p>
      <pre tabindex="0" role="region" aria-label="Commands">\(commands)</pre>
      <p>Each figure has a passport with its formula, rows and requests: \
      <a href="\(url: PassportAddress.index)">Working, \(context.name)</a>. \
      <a href="data/passports.csv">passports.csv</a> says how each is recomputed from the CSV files; \
      <code>VERIFY.txt</code> has the commands in full.</p>
      \(WorkingGroup.terms(facts))
      """)
  }

  private var commands: String {
    let check = "sha256sum -c --strict --quiet manifest-sha256.txt\nsha256sum data/datapackage.json"
    guard let signer = context.signer else { return check }
    return check + """

      ssh-keygen -Y verify -f allowed_signers -I \(signer.identity) -n tallysheet-manifest \\
        -s manifest-sha256.txt.sig < manifest-sha256.txt
      """
  }
}
