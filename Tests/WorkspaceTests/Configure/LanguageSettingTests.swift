import Figures
import Testing
import Workspace

@Suite struct LanguageSettingTests {
  struct Choice: Sendable, CustomTestStringConvertible {
    let lines: String
    /// The tag that pages carry, or the refusal.
    let outcome: String

    var testDescription: String { lines }
  }

  @Test(arguments: [
    Choice(lines: "language: de", outcome: "de"),
    Choice(lines: "language: pt", outcome: "pt-BR"),
    Choice(lines: "language: en", outcome: "en-GB"),
    Choice(lines: "{language: es, locale: es-MX}", outcome: "es-MX"),
    Choice(lines: "locale: fr-CA", outcome: "fr-CA"),
    Choice(lines: "locale: fil", outcome: "fil"),
    Choice(
      lines: "locale: it-IT",
      outcome: "'partners[1].locale' is 'it-IT', and pages are not written in that language"),
    Choice(lines: "language: it", outcome: "'partners[1].language' is 'it', which is unknown"),
    Choice(
      lines: "{language: de, locale: fr-CA}",
      outcome: "'partners[1].locale' is 'fr-CA', and 'language' is another"),
  ])
  func `a partner chooses a language that pages are written in`(choice: Choice) throws {
    let lines = choice.lines.trimmingPrefix("{").replacing("}", with: "").split(separator: ", ")
    let text = ConfigurationRefusalTests.valid.replacing(
      "    name: Northline Contact",
      with: (["    name: Northline Contact"] + lines.map { "    " + $0 }).joined(separator: "\n"))
    let folder = try TemporaryFolder()
    try folder.write(text, to: "tallysheet.yml")
    let outcome: String
    do {
      let partner = try Configuration(workspace: folder.path)[partner: "northline"]
      outcome = partner?.partner.locale ?? ""
    } catch let error as any Explained {
      outcome = error.explanation.what
    }
    #expect(outcome == choice.outcome)
  }
}
