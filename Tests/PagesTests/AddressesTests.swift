import Figures
import Pages
import Testing

@Suite struct AddressesTests {
  /// A report and a day of it; links up to the home page, to another month and into the editions.
  private static let files = [
    OutputFile(
      path: "index.html",
      text: """
        <a href="../index.html">all</a> <a href="days/1.html">day</a> <a href="#top">top</a>
        <a href="editions/1/index.html">old</a> <a href="https://example.com/">out</a>
        """),
    OutputFile(
      path: "days/1.html",
      text: """
        <a href="../index.html">report</a> <a href="../../1999-09/index.html">before</a>
        <a href="../../definitions.html#b">b</a> <a href="../../definitions.html#a">a</a>
        """),
  ]

  @Test func `names what pages link to and are not, as seen from where they stand`() {
    let here = Addresses.outside(Self.files)
    #expect(
      here.map(\.path) == [
        "../1999-09/index.html", "../definitions.html", "../index.html", "editions/1/index.html",
      ])
    #expect(here[1].fragments == ["a", "b"])
    let moved = Addresses.outside(Self.files, in: "editions/2/")
    #expect(
      moved.map(\.path) == [
        "editions/1999-09/index.html", "editions/2/editions/1/index.html",
        "editions/definitions.html", "editions/index.html",
      ])
  }
}
