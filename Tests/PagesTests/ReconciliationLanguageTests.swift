import Figures
import Foundation
import Pages
import Testing

/// What differs and why, told to a partner in its own language.
@Suite struct ReconciliationLanguageTests {
  private static func page(_ locale: String) throws -> String {
    var month = ExampleMonth(locale: locale)
    month.theirs = (
      [
        .init(metric: .counter(.offered), scale: Quotient(1, 1), places: 0, unit: ""),
        .init(metric: .counter(.answered), scale: Quotient(1, 1), places: 0, unit: ""),
        .init(metric: .serviceLevel, scale: Quotient(1000, 1), places: 1, unit: "%"),
      ], [350, 290, 800]
    )
    month.readings = [Wording("'\("Calls & <more>")' is in seconds")]
    return try #require(try month.files()["1999-04/reconciliation.html"])
  }

  @Test(arguments: Language.written.filter { $0 != .english })
  func `no sentence stays English`(language: Language) throws {
    let page = try Self.page(language.tag)
    #expect(!page.contains("lang=\"en\""))
    for english in ["in all", "their figures", "explains", "Likely", "incomplete", "Monday"] {
      #expect(!page.contains(english), "\(english)")
    }
    #expect(page.contains("Calls &amp; &lt;more&gt;"))
  }

  @Test func `a cause and what it leaves open are said in German`() throws {
    let page = try Self.page("de")
    for sentence in [
      "<strong>Wahrscheinlich, nicht sicher: Servicezeiten und Feiertage und unvollständige Daten "
        + "auf unserer Seite.</strong>",
      "<li>Das würde bedeuten: In den Zahlen der Gegenseite gibt es keinen Montag.</li>",
      "<li>Es bleibt: service_level: Zeilen, die passen, aber nicht prüfbar sind: 1, zusammen "
        + "+1,7 Punkte.</li>",
      "<th scope=\"row\">Unvollständige Daten auf unserer Seite</th>",
      "<td>0,05</td>",
      "<li>Service level: 78,50\u{a0}% (verfehlt) nach unseren Zahlen und 80,00\u{a0}% (erfüllt) "
        + "nach denen der Gegenseite, wie ihre Datei es angibt.</li>",
      "<li>„Calls &amp; &lt;more&gt;“ ist in Sekunden.</li>",
      "<li>Unsere eigenen Daten des Zeitraums sind nicht vollständig.</li>",
    ] {
      #expect(page.contains(sentence), "\(sentence)")
    }
  }

  @Test func `a cause and what it leaves open are said in French`() throws {
    let page = try Self.page("fr")
    for sentence in [
      "<strong>Probable, mais pas certain\u{a0}: horaires et jours fériés et données incomplètes "
        + "de notre côté.</strong>",
      "<li>Cela signifierait\u{a0}: leurs chiffres ne comportent aucun lundi.</li>",
      "aucun mardi\u{a0}; ou leurs chiffres",
      "<li>Service level\u{a0}: 78,50\u{202f}% (manqué) selon nos chiffres et 80,00\u{202f}% "
        + "(atteint) selon les leurs, tel que l’indique leur fichier.</li>",
    ] {
      #expect(page.contains(sentence), "\(sentence)")
    }
  }

  /// 292 contacts at 3.10, which they call otherwise; and a credit that they leave out.
  @Test func `a line that goes by another name keeps both, in the words of the language`() throws {
    var month = ExampleMonth(locale: "de")
    month.theirs = ([], [])
    month.amounts = [TheirAmount(item: "Voice <work>", amount: Decimal(90_520) / 100)]
    let page = try #require(try month.files()["1999-04/reconciliation.html"])
    let name = "<bdi>Answered contacts (Gegenseite: Voice &lt;work&gt;)</bdi>"
    #expect(page.split(separator: name).count == 3)
    #expect(page.split(separator: "<bdi>Gutschrift: Service level</bdi>").count == 3)
    #expect(!page.contains("(theirs:"))
  }

  @Test func `numbers take the form of the language, and formulas its terms`() {
    func german(_ wording: Wording) -> String {
      Voice.speaking("de") { say(wording).text }.result
    }
    #expect(
      german(Wording("\(1234) of \(12_345) lines remain, \(number: "-1234.50") in all"))
        == "Zeilen, die offen bleiben: 1.234 von 12.345, zusammen −1.234,50")
    let length = Wording(
      "\(Wording("\(1) \(1, "hour", "hours")")) \(Wording("\(30) \(30, "minute", "minutes")"))")
    #expect(
      german(Wording("their rows run \(length) late").sentence)
        == "Die Zeilen der Gegenseite liegen 1 Stunde 30 Minuten zu spät.")
    #expect(
      german(Wording("their service level is \(formula: "answered in time / answered")"))
        == "das Servicelevel der Gegenseite ist rechtzeitig angenommen / angenommen")
  }

  @Test func `what has only English says so`() {
    let obstacle = Wording("\(english: "the fee '<x>' is charged otherwise")")
    let said = Voice.speaking("es") { say(obstacle).text }
    #expect(said.missing == [])
    #expect(
      said.result == "<span lang=\"en\">the fee &#39;&lt;x&gt;&#39; is charged otherwise</span>")
    #expect(say(obstacle).text == "the fee &#39;&lt;x&gt;&#39; is charged otherwise")
  }
}
