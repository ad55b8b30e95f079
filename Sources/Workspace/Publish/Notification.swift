/// A program of the operator's that is told what a run did.
package struct Notification: Sendable {
  /// The program and its arguments.
  package let command: [String]

  package init(command: [String]) { self.command = command }

  /// Starts it with the text on its standard input; a program that fails is an error.
  package func send(_ text: String) async throws {
    guard let name = command.first else { return }
    let ending = try await StartedProgram(name: name).run(Array(command.dropFirst()), input: text)
    guard ending.status == 0 else {
      throw PublishError.programFailed(
        name, status: ending.status, said: ending.lastLine, target: "runs.notify")
    }
  }
}
