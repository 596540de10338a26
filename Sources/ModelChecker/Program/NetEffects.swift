/// How far each task can still move each cell down and up from where it stands now, on balance.
///
/// A task that will take a lock and give it back can never free the lock while somebody else holds it:
/// its balance never falls below zero. A task that holds the lock now can. This is what makes "nobody
/// can wake it any more" and "nobody else can enable it" sharp. It goes by control flow and the guards
/// of each step, so it may allow for more than can happen, never for less.
struct NetEffects {
  /// Further than any cell can move.
  static let unbounded = 256

  /// The least running balance from a location on, at most 0; by task, location, cell.
  private(set) var lowest: [[[Int]]]
  /// The greatest, at least 0.
  private(set) var highest: [[[Int]]]

  init(_ program: Program) {
    let largest = Self.largestValues(program)
    let zero = [Int](repeating: 0, count: program.cells.count)
    lowest = []
    highest = []
    for task in program.tasks {
      let effects = task.locations.map { $0.map { Self.effects($0, largest) } }
      let touched = Set(effects.joined().flatMap(\.keys)).sorted()
      var low = task.locations.map { _ in zero }
      var high = low
      var round = 0
      var changed = true
      while changed {
        changed = false
        round += 1
        // A balance that still moves after a round for each location moves round a cycle for ever.
        let isEndless = round > task.locations.count
        for location in task.locations.indices.reversed() {
          for (index, transition) in task.locations[location].enumerated()
          where transition.failure == nil {
            for cell in touched {
              let effect = effects[location][index][cell] ?? (0, 0)
              var least = max(effect.0 + low[transition.target][cell], -Self.unbounded)
              var most = min(effect.1 + high[transition.target][cell], Self.unbounded)
              if least < low[location][cell] {
                if isEndless { least = -Self.unbounded }
                low[location][cell] = least
                changed = true
              }
              if most > high[location][cell] {
                if isEndless { most = Self.unbounded }
                high[location][cell] = most
                changed = true
              }
            }
          }
        }
      }
      lowest.append(low)
      highest.append(high)
    }
  }

  /// The largest value each cell can have: that of its assignments when there are no others.
  private static func largestValues(_ program: Program) -> [Int] {
    var largest = program.cells.map { Int($0.initial) }
    for task in program.tasks {
      for transition in task.locations.joined() {
        for action in transition.actions {
          switch action {
          case .set(let cell, .constant(let value)): largest[cell] = max(largest[cell], value)
          case .decrementIfPositive, .subtract: break
          default: for cell in action.writes { largest[cell] = 255 }
          }
        }
      }
    }
    return largest
  }

  /// By how much a transition moves each cell that it writes, at least and at most.
  private static func effects(
    _ transition: Transition, _ largest: [Int]
  ) -> [Int: (Int, Int)] {
    var effects: [Int: (Int, Int)] = [:]
    func range(of operand: Operand) -> (Int, Int) {
      switch operand {
      case .constant(let value): (value, value)
      case .cell(let cell): (0, largest[cell])
      }
    }
    for action in transition.actions {
      switch action {
      case .set(let cell, let operand):
        let before = valueRange(cell, transition.guards, largest[cell])
        let after = range(of: operand)
        effects[cell] = (after.0 - before.1, after.1 - before.0)
      case .add(let cell, let operand):
        let amount = range(of: operand)
        let old = effects[cell] ?? (0, 0)
        effects[cell] = (old.0 + amount.0, old.1 + amount.1)
      case .subtract(let cell, let operand):
        let amount = range(of: operand)
        let old = effects[cell] ?? (0, 0)
        effects[cell] = (old.0 - amount.1, old.1 - amount.0)
      case .decrementIfPositive(let cell):
        let old = effects[cell] ?? (0, 0)
        effects[cell] = (old.0 - 1, old.1)
      case .push(let queue, _), .pop(let queue), .remove(let queue, _):
        for cell in queue.cells { effects[cell] = (-unbounded, unbounded) }
      }
    }
    return effects
  }

  /// What the guards say about the value of a cell.
  private static func valueRange(_ cell: Int, _ guards: [Term], _ largest: Int) -> (Int, Int) {
    var low = 0
    var high = largest
    for term in guards where term.cell == cell {
      guard case .constant(let value) = term.operand else { continue }
      switch term.comparison {
      case .equal: (low, high) = (max(low, value), min(high, value))
      case .notEqual: if value == low { low += 1 }
      case .less: high = min(high, value - 1)
      case .lessOrEqual: high = min(high, value)
      case .greater: low = max(low, value + 1)
      case .greaterOrEqual: low = max(low, value)
      }
    }
    return (low, max(low, high))
  }
}
