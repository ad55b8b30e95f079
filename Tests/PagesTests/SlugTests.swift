import Figures
import Pages
import Testing

@Suite struct SlugTests {
  private func slugs(_ labels: [String]) -> [String] {
    let queues = labels.enumerated().map {
      Queue(id: QueueID("q\($0.offset)"), label: $0.element, media: [], directions: [])
    }
    let slugs = Slugs(queues)
    return queues.map { slugs[$0.id] }
  }

  @Test func `names a file after a plain label`() {
    #expect(
      slugs(["Everyday banking, English", "Call-backs"])
        == ["everyday-banking-english", "call-backs"])
  }

  @Test(arguments: ["../../etc/passwd", "<b>", "שלום", "", "CON", "com1", "a/b", "Queue 2", "---"])
  func `numbers a queue whose label is no safe name`(label: String) {
    #expect(slugs(["Sales", label]) == ["sales", "queue-2"])
  }

  @Test func `numbers queues that would share a name`() {
    #expect(slugs(["Sales", "sales", "Service"]) == ["queue-1", "queue-2", "service"])
  }
}
