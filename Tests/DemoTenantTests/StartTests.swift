import DemoTenant
import Testing

@Suite struct StartTests {
  @Test func `takes a free port and tells it`() throws {
    let tenant = try DemoTenant.start(TenantOptions(port: 0))
    #expect(tenant.port > 0)
    #expect(tenant.baseURL == "http://127.0.0.1:\(tenant.port)")
    #expect(try RawClient(port: tenant.port).send("GET", "/").status == 404)
  }

  @Test func `refuses a port in use`() throws {
    let tenant = try DemoTenant.start(TenantOptions())
    let error = try #require(throws: TenantError.self) {
      try DemoTenant.start(TenantOptions(port: tenant.port))
    }
    #expect(error == .portInUse(tenant.port))
    #expect(error.description.contains("port \(tenant.port) of 127.0.0.1 is in use"))
  }

  @Test func `stops once and for all`() throws {
    let tenant = try DemoTenant.start(TenantOptions())
    tenant.stop()
    tenant.stop()
    #expect(throws: RawClient.Failure.noConnection) {
      try RawClient(port: tenant.port).send("GET", "/")
    }
    #expect(try DemoTenant.start(TenantOptions(port: tenant.port)).port == tenant.port)
  }

  @Test func `knows its recordings and refuses others`() {
    #expect(DemoTenant.recordings == ["anonymous-bank-1999", "synthetic"])
    #expect(
      throws: TenantError.unknownRecording("bank", known: ["anonymous-bank-1999", "synthetic"])
    ) {
      try DemoTenant.start(TenantOptions(recording: "bank"))
    }
  }

  @Test func `answers many at once`() async throws {
    let visitor = try Visitor()
    let bodies = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 1...8 {
        group.addTask {
          try visitor.send(
            "POST", "analytics/conversations/aggregates/query",
            body: """
              {"interval": "1999-09-30T22:00:00.000Z/1999-10-31T22:00:00.000Z",
               "granularity": "P1D", "groupBy": ["queueId"], "metrics": ["nOffered"]}
              """
          ).body
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(bodies.count == 8)
    #expect(Set(bodies).count == 1)
  }
}
