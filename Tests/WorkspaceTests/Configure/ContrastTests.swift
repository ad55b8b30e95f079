import Figures
import Testing
import Workspace

@Suite struct ContrastTests {
  /// Contrasts as WebAIM's contrast checker gives them.
  @Test(arguments: [
    ("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#767676", "#FFFFFF", 4.54),
    ("#0000FF", "#FFFFFF", 8.59), ("#FFFFFF", "#FFFFFF", 1.0),
  ])
  func `the contrast is that of the guidelines, whichever lies on the other`(
    first: String, second: String, contrast: Double
  ) throws {
    let (one, other) = (try #require(Colour(first)), try #require(Colour(second)))
    #expect(abs(one.contrast(with: other) - contrast) < 0.01)
    #expect(one.contrast(with: other) == other.contrast(with: one))
  }

  @Test(arguments: ["#FFF", "0B4F8A", "#0B4F8", "#0B4F8G", "#0B4F8AA", "red"])
  func `a colour has six digits`(text: String) { #expect(Colour(text) == nil) }

  @Test func `a colour is written as it was read`() {
    #expect(Colour("#0b4f8a")?.text == "#0B4F8A")
  }
}
