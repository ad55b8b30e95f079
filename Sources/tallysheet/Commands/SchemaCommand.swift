import ArgumentParser
import Workspace

/// `schema`: what an editor needs to help with our files.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of tallysheet.yml or of contract files, for editors.",
    discussion: "Example: tallysheet schema contract > contract.schema.json")

  @Argument(help: "The kind of file: configuration or contract.")
  var file: FileSchema

  func run() { Terminal.result(file.json) }
}

/// The files that have a schema, as the command line names them.
extension FileSchema: ExpressibleByArgument {}
