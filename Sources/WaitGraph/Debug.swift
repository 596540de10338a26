package import LockIR
import OrderedCollections
extension WaitGraph {
  package func debugText() -> String {
    var out = ""
    func nm(_ k: EffectKey) -> String { "\(k.kind) \(k.resource.map{resources.name(of:$0,in:index.program)} ?? "-") \(k.mode) rel=\(k.released.map{resources.name(of:$0.resource,in:index.program)}) q=\(k.queue.map{resources.name(of:$0,in:index.program)} ?? "-")" }
    for a in activations {
      out += "ACT \(name(of: a.function)) \(a.context) obj=\(a.object.map{resources.name(of:$0,in:index.program)} ?? "-") \(a.concurrency)\n"
      for e in self[a.summary].effects.keys { out += "   \(nm(self[e]))\n" }
    }
    for s in summaries { out += "SUM \(name(of: s.function)) \(s.context.bindings.map{"\($0.parameter)=\($0.value)"}) \(s.context.assumptions.map{"\(index.program[$0.field.name])=\($0.value)"})\n"
      for e in s.effects.keys { out += "   \(nm(self[e])) @\(s.effects[e]!.ordinals)\n" }
      for r in s.rows { out += "   ROW acq=\(r.acquired.map{resources.name(of:$0.resource,in:index.program)}) rel=\(r.released.map{resources.name(of:$0.resource,in:index.program)}) v=\(r.value)\n" } }
    for h in holdEdges { out += "EDGE \(resources.name(of:h.held.use.resource,in:index.program)) \(h.held.use.mode) -> \(nm(self[h.effect])) in \(name(of:function(of:h.summary)))\n" }
    return out
  }
}

import Foundation
package func dumpFn(_ units: [LockIR.Unit]) {
  guard let w = ProcessInfo.processInfo.environment["DBGFN"] else { return }
  for u in units { for f in u.functions where u[f.name] == w { print(FunctionPrinter(f, in: u).text) } }
}
