/// What is sent back, and how badly.
struct Answer: Sendable {
  enum Delivery: Sendable {
    case whole
    case cut
    case reset
    case resetMidway
    case drip
  }

  var status = 200
  var headers: [(name: String, value: String)] = []
  var body: [UInt8]
  var delivery = Delivery.whole

  var isJSON: Bool {
    !body.isEmpty
      && headers.contains { $0.name == "Content-Type" && $0.value == "application/json" }
  }

  /// An answer in JSON.
  static func json(status: Int = 200, _ write: (inout JSONWriter) -> Void) -> Answer {
    var writer = JSONWriter()
    write(&writer)
    return Answer(
      status: status, headers: [("Content-Type", "application/json")], body: writer.bytes)
  }

  /// A page that comes from no API.
  static func page(status: Int, title: String) -> Answer {
    let text =
      "<!DOCTYPE html><html lang=\"en\"><head><title>\(title)</title></head>"
      + "<body><h1>\(title)</h1></body></html>\n"
    return Answer(
      status: status, headers: [("Content-Type", "text/html; charset=utf-8")],
      body: Array(text.utf8))
  }
}
