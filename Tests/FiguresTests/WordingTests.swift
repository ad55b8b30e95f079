import Figures
import Testing

@Suite struct WordingTests {
  @Test(arguments: [
    (Wording("hours"), "hours", "hours"),
    (
      Wording("their figures end at \("noon")"), "their figures end at noon",
      "their figures end at {0}"
    ),
    (Wording("\(1) of \(2) lines"), "1 of 2 lines", "{0} of {1} lines"),
    (Wording("\(1) \(1, "hour", "hours")"), "1 hour", "{0} {1|hour|hours}"),
    (Wording("\(2) \(2, "hour", "hours")"), "2 hours", "{0} {1|hour|hours}"),
    (Wording("\(number: "+12.5") pt"), "+12.5 pt", "{0} pt"),
    (Wording("about \(percent: "0.5")"), "about 0.5 %", "about {0}"),
    (Wording("it was \(Verdict.notAssessed)"), "it was not assessed", "it was {0}"),
    (Wording("no \(Weekday.monday)"), "no Monday", "no {0}"),
    (Wording("so: \(Wording("\("a") and \("b")"))"), "so: a and b", "so: {0}"),
  ])
  func `is English here, and elsewhere a key with its arguments`(
    wording: Wording, english: String, key: String
  ) {
    #expect(wording.english == english)
    #expect(wording.key == key)
  }

  @Test func `a sentence has a capital and a full stop, whatever it begins with`() {
    #expect(Wording("rows are \(Wording("hours"))").sentence.english == "Rows are hours.")
    #expect(Wording("\(Wording("hours")) differ").sentence.english == "Hours differ.")
  }

  @Test func `several are joined two at a time, and none are nothing`() {
    let words = ["a", "b", "c"].map { Wording("\($0)") }
    #expect(words.joined { Wording("\($0), \($1)") }?.english == "a, b, c")
    #expect([Wording]().joined { Wording("\($0), \($1)") } == nil)
  }

  @Test func `signs around arguments are no words`() {
    #expect(!Wording("\("a"); \("b")").hasWords)
    #expect(Wording("\("a") or \("b")").hasWords)
    #expect(Wording("\(2, "hour", "hours")").hasWords)
  }
}
