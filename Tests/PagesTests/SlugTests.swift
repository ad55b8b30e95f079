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

  @Test(arguments: [
    ("Réclamations", "reclamations"), ("Große Anfragen", "grosse-anfragen"),
    ("São Paulo, vendas", "sao-paulo-vendas"), ("Łódź", "lodz"), ("İade", "iade"),
  ])
  func `takes letters without their marks`(label: String, name: String) {
    #expect(slugs(["Sales", label]) == ["sales", name])
  }

  @Test func `names a queue by its id, wherever it stands in the list`() {
    let hebrew = Queue(
      id: QueueID("90e0e000-0000-4000-8000-000000000101"), label: "שלום", media: [], directions: [])
    let greek = Queue(
      id: QueueID("17ab3c00-0000-4000-8000-000000000102"), label: "Πωλήσεις", media: [],
      directions: [])
    for queues in [[hebrew, greek], [greek, hebrew]] {
      let slugs = Slugs(queues)
      #expect(slugs[hebrew.id] == "queue-90e0e000")
      #expect(slugs[greek.id] == "queue-17ab3c00")
    }
  }

  @Test func `numbers queues whose ids begin alike`() {
    let queues = ["1", "2"].map {
      Queue(
        id: QueueID("90e0e000-0000-4000-8000-00000000010\($0)"), label: "שלום", media: [],
        directions: [])
    }
    let slugs = Slugs(queues)
    #expect(queues.map { slugs[$0.id] } == ["queue-1", "queue-2"])
  }

  @Test func `numbers queues that would share a name`() {
    #expect(slugs(["Sales", "sales", "Service"]) == ["queue-1", "queue-2", "service"])
  }
}
