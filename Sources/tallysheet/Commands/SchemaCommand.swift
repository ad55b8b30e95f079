import ArgumentParser
import Workspace

/// `schema`: what an editor needs to help with our files.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of contract files, for editors.",
    discussion: "Example: tallysheet schema contract > contract.schema.json")

  @Argument(help: "The kind of file: contract.")
  var file: SchemaFile

  func run() { Terminal.result(file.schema.json) }
}

/// The files that have a schema, as the command line names them.
enum SchemaFile: String, ExpressibleByArgument, CaseIterable {
  case contract

  var schema: FileSchema {
    switch self {
    case .contract: .contract
    }
  }
}
