/// Prints functions as text, for people and for tests.
///
/// What is stored at an address prints like the C that names it, with the record before a field:
/// `c->dm_client.lock` is a load, `&c->dm_client.lock` the address. `#3` is what call 3 returned,
/// `%2` a variable of the extraction, `?` something that is not represented.
package struct FunctionPrinter {
  private let unit: Unit
  private let function: Function
  private let showsLocations: Bool

  package init(_ function: Function, in unit: Unit, showsLocations: Bool = false) {
    self.function = function
    self.unit = unit
    self.showsLocations = showsLocations
  }

  package var text: String {
    var lines = [header]
    for (index, block) in function.blocks.enumerated() {
      lines.append("b\(index):")
      for operation in block.operations {
        lines.append("  " + text(operation.kind) + suffix(operation.location))
      }
      lines.append("  " + text(block.terminator) + suffix(block.terminatorLocation))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var header: String {
    let parameters = function.locals.prefix(function.parameterCount).map { unit[$0.name] }
    let attributes = function.attributes.map { unit[$0] + " " }.joined()
    return attributes + unit[function.symbol] + "(" + parameters.joined(separator: ", ") + ")"
      + suffix(function.location)
  }

  private func suffix(_ location: Location?) -> String {
    guard showsLocations, let location else { return "" }
    let macro = location.macro.map { " in " + unit[$0] } ?? ""
    return "  @\(location.line):\(location.column)\(macro)"
  }

  // MARK: Statements

  private func text(_ kind: Operation.Kind) -> String {
    switch kind {
    case .store(let address, let value): "\(target(address)) = \(text(value))"
    case .call(let number, let callee, let arguments):
      "#\(number) = \(called(callee))(\(arguments.map(text).joined(separator: ", ")))"
    case .evaluate(let value): "evaluate \(text(value))"
    }
  }

  private func called(_ callee: ValueID) -> String {
    if case .function(let symbol) = function[callee] { unit[symbol] } else { "(\(text(callee)))" }
  }

  private func text(_ terminator: Terminator) -> String {
    switch terminator {
    case .jump(let block): "goto b\(block.index)"
    case .branch(let condition, let then, let otherwise):
      "if \(text(condition)) goto b\(then.index) else b\(otherwise.index)"
    case .select(let value, let cases, let otherwise):
      "switch \(text(value)) { "
        + cases.map { range($0) + ": b\($0.target.index), " }.joined()
        + "default: b\(otherwise.index) }"
    case .any(let targets):
      "goto any of " + targets.map { "b\($0.index)" }.joined(separator: ", ")
    case .return(let value): value.map { "return " + text($0) } ?? "return"
    case .unreachable: "unreachable"
    }
  }

  private func range(_ range: Terminator.Case) -> String {
    range.low == range.high ? "\(range.low)" : "\(range.low) ... \(range.high)"
  }

  // MARK: Values

  private func text(_ value: ValueID) -> String {
    switch function[value] {
    case .constant(let constant): "\(constant)"
    case .string(let text): "\"\(unit[text])\""
    case .function(let symbol): unit[symbol]
    case .global, .local, .field, .element: "&" + target(value)
    case .container(let base, let record, let field):
      "container(\(text(base)), \(unit[record]).\(unit[field]))"
    case .load(let address): target(address)
    case .unary(let operation, let operand): operation.text + text(operand)
    case .binary(let operation, let left, let right):
      "(\(text(left)) \(operation.text) \(text(right)))"
    case .result(let number): "#\(number)"
    case .unknown: "?"
    }
  }

  /// The name of what is at an address.
  private func target(_ address: ValueID) -> String {
    switch function[address] {
    case .global(let symbol): unit[symbol]
    case .local(let local): name(of: local)
    case .field(let base, let record, let name):
      owner(base) + "\(unit[record]).\(unit[name])"
    case .element(let base, let index):
      isPlace(base) ? "\(target(base))[\(text(index))]" : "\(text(base))[\(text(index))]"
    default: "*" + text(address)
    }
  }

  private func owner(_ base: ValueID) -> String {
    isPlace(base) ? target(base) + "." : text(base) + "->"
  }

  /// Whether a value is the address of something that has a name.
  private func isPlace(_ value: ValueID) -> Bool {
    switch function[value] {
    case .global, .local, .field, .element: true
    default: false
    }
  }

  private func name(of local: LocalID) -> String {
    let name = unit[function[local].name]
    return name.isEmpty ? "%\(local.index)" : name
  }
}

extension UnaryOperator {
  fileprivate var text: String {
    switch self {
    case .negate: "-"
    case .complement: "~"
    case .not: "!"
    }
  }
}

extension BinaryOperator {
  fileprivate var text: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .remainder: "%"
    case .and: "&"
    case .or: "|"
    case .xor: "^"
    case .shiftLeft: "<<"
    case .shiftRight: ">>"
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .below: "<u"
    case .belowOrEqual: "<=u"
    case .above: ">u"
    case .aboveOrEqual: ">=u"
    }
  }
}
