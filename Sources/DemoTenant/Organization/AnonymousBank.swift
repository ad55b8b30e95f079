extension Organization {
  /// The organizations that this program carries.
  static let all = [anonymousBank1999]

  /// The telephone centre of a bank, 1999.
  ///
  /// The calls are real; names, divisions, target and identifiers are invented. Its clock stands at
  /// Sunday 31 October 1999, 10:30 in Jerusalem, when six calls waited and seven were talked to.
  static let anonymousBank1999 = Organization(
    recording: "anonymous-bank-1999",
    id: "0f1e2d3c-0000-4000-8000-000000001999",
    name: "Anonymous Bank, 1999 (real calls)",
    divisions: [
      Division(id: "d1410000-0000-4000-8000-000000000301", name: "Retail banking"),
      Division(id: "d1410000-0000-4000-8000-000000000302", name: "Sales and online"),
    ],
    queues: [
      Queue(
        code: "TT", id: "90e0e000-0000-4000-8000-000000000103", name: "Call-backs",
        division: 0, direction: "outbound", waiting: 0, longestWaitSeconds: 0, interacting: 0),
      Queue(
        code: "PS", id: "90e0e000-0000-4000-8000-000000000101", name: "Everyday banking",
        division: 0, direction: "inbound", waiting: 2, longestWaitSeconds: 51, interacting: 3),
      Queue(
        code: "PE", id: "90e0e000-0000-4000-8000-000000000102",
        name: "Everyday banking, English",
        division: 0, direction: "inbound", waiting: 0, longestWaitSeconds: 0, interacting: 1),
      Queue(
        code: "NW", id: "90e0e000-0000-4000-8000-000000000104", name: "New customers",
        division: 1, direction: "inbound", waiting: 3, longestWaitSeconds: 277, interacting: 0),
      Queue(
        code: "IN", id: "90e0e000-0000-4000-8000-000000000106", name: "Online banking support",
        division: 1, direction: "inbound", waiting: 0, longestWaitSeconds: 0, interacting: 0),
      Queue(
        code: "NE", id: "90e0e000-0000-4000-8000-000000000105", name: "Securities desk",
        division: 1, direction: "inbound", waiting: 1, longestWaitSeconds: 32, interacting: 3),
    ],
    // 1999-10-31T08:30:00Z
    now: Moment(milliseconds: 941_358_600_000),
    client: Client(
      id: "c11e0000-0000-4000-8000-000000000009", name: "tallysheet-reader", clientID: "demo",
      secret: "demo", roleID: "40fe0000-0000-4000-8000-000000000401",
      roleName: "Partner report reader",
      permissions: [
        "analytics:conversationAggregate:view", "analytics:queueObservation:view",
        "analytics:userAggregate:view", "routing:queue:view",
      ]),
    facts: FactStore(recording: "anonymous-bank-1999"))
}
