import Figures
import GenesysCloud
import Testing

@Suite struct EndpointTests {
  @Test(arguments: [
    ("https://api.mypurecloud.de", "https://api.mypurecloud.de"),
    ("https://API.Example.COM/", "https://api.example.com"),
    ("https://gateway.example:8443/genesys/", "https://gateway.example:8443"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("http://127.9.8.7", "http://127.9.8.7"),
    ("http://localhost:1", "http://localhost:1"),
    ("http://[::1]:8080", "http://[::1]:8080"),
    ("https://host:443", "https://host"),
  ])
  func `accepts https anywhere and http on this machine`(url: String, origin: String) throws {
    #expect(try Endpoint(url).origin == origin)
  }

  @Test(arguments: [
    "http://api.mypurecloud.de", "http://127.0.0.1.evil.example", "http://128.0.0.1",
    "http://127.0.0.256", "http://localhost.evil.example", "http://[::2]",
    "https://user:hunter2@host", "https://host?x=1", "https://host#top", "ftp://host", "host",
    "https://", "https:///path", "https://host:0", "https://host:65536", "https://host:x",
    "https://host:", "https://ho st", "https://host\\@evil.example", "https://host/../up",
    "https://-host", "https://[::1", "",
  ])
  func `refuses every other form as a configuration error`(url: String) {
    let error = #expect(throws: FetchError.self) { try Endpoint(url) }
    #expect(error?.explanation.status == .configuration)
    #expect(error?.explanation.what.contains("hunter2") == false)
  }

  @Test func `puts the path of a gateway in front of a request's own`() throws {
    let endpoint = try Endpoint("https://gateway.example/genesys/")
    #expect(endpoint.url(of: "/api/v2/date") == "https://gateway.example/genesys/api/v2/date")
  }

  @Test(arguments: [
    ("/api/v2/routing/queues?pageNumber=2", true),
    ("https://api.mypurecloud.de/api/v2/x", true),
    ("https://API.mypurecloud.de:443/x", true),
    ("//evil.example/x", false), ("/\\evil.example/x", false),
    ("https://evil.example/api/v2/x", false),
    ("https://api.mypurecloud.de.evil.example/x", false),
    ("https://api.mypurecloud.de@evil.example/x", false),
    ("http://api.mypurecloud.de/x", false), ("https://api.mypurecloud.de:8443/x", false),
    ("javascript:alert(1)", false),
  ])
  func `owns only links that stay on its host`(link: String, isOwn: Bool) throws {
    #expect(try Endpoint("https://api.mypurecloud.de").owns(link) == isOwn)
  }

  @Test func `takes both hosts from the region, and written hosts instead`() throws {
    let credentials = Credentials(clientID: Secret("a"), clientSecret: Secret("b"))
    let both = try Connection(
      region: "mypurecloud.de", loginURL: nil, apiURL: nil, credentials: credentials)
    #expect(both.login.origin == "https://login.mypurecloud.de")
    #expect(both.api.origin == "https://api.mypurecloud.de")
    let own = try Connection(
      region: "mypurecloud.de", loginURL: nil, apiURL: "http://127.0.0.1:9",
      credentials: credentials)
    #expect(own.login.origin == "https://login.mypurecloud.de")
    #expect(own.api.origin == "http://127.0.0.1:9")
  }

  @Test(arguments: [
    (String?.none, String?.some("https://api.x.example")), ("localhost", nil),
    ("evil.example/x", nil),
  ])
  func `derives no host from the other or from a strange region`(region: String?, api: String?) {
    let error = #expect(throws: FetchError.self) {
      try Connection(
        region: region, loginURL: nil, apiURL: api,
        credentials: Credentials(clientID: Secret("a"), clientSecret: Secret("b")))
    }
    #expect(error?.explanation.status == .configuration)
  }

  @Test(arguments: [(0, 80, 4), (11, 80, 4), (10, 0, 4), (10, 101, 4), (10, 80, 0)])
  func `refuses limits that cannot be kept`(second: Int, share: Int, concurrency: Int) {
    #expect(throws: FetchError.self) {
      try Limits(perSecond: second, perMinuteShare: share, concurrency: concurrency)
    }
  }
}
