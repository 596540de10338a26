extension TaskBuilder {
  /// `submit_bio`: issues the request, unless the task is inside a map function or ``underBioList(_:)``;
  /// then it only joins `current->bio_list`.
  public mutating func submit(_ request: Request, at site: Site? = nil) {
    guard !isUnderBioList else {
      emit(
        label(.submit, "submit_bio(\(request.name)): to bio_list", request.name, site),
        [Alternative(actions: [.push(.bioList, .constant(request.index + 1))])])
      if !submitted.contains(request.index) { submitted.append(request.index) }
      return
    }
    if let map = environment.map(of: request) {
      let name = request.name
      let caller = function
      underBioList {
        $0.emit(
          $0.label(.submit, "submit_bio(\(name))", name, site), [Alternative()])
        map(&$0)
        $0.function = caller
      }
    } else {
      emit(
        label(.submit, "submit_bio(\(request.name))", request.name, site),
        [Alternative(actions: [.add(request.inFlight.reference, 1)])])
    }
  }

  /// Runs a part as the kernel runs a map function or a `submit_bio` method: what it submits is
  /// issued, in order, only after it. Inside another such part it changes nothing.
  public mutating func underBioList(_ body: (inout TaskBuilder) -> Void) {
    guard !isUnderBioList else {
      body(&self)
      return
    }
    isUnderBioList = true
    bioListCapacity = environment.bioListCapacity
    _ = own(.bioList, "bio_list")
    let outer = submitted
    submitted = []
    body(&self)
    drain()
    submitted = outer
    isUnderBioList = false
  }

  /// The loop of `__submit_bio_noacct`: takes the oldest entry until there is none.
  private mutating func drain() {
    let top = here
    let end = newLocation()
    let length = Variable(name: "bio_list", reference: .local(.bioList))
    emit(
      label(.branch, "bio_list is empty", nil, nil),
      [Alternative(condition: length.isClear, target: end)])
    var next = 0
    while next < submitted.count {
      let index = submitted[next]
      next += 1
      let request = environment.requests[index]
      let map = environment.map(of: request)
      var actions: [DraftAction] = [.pop(.bioList)]
      if map == nil { actions.append(.add(request.inFlight.reference, 1)) }
      here = top
      emit(
        label(.issue, "issue from bio_list: \(request.name)", request.name, nil),
        [
          Alternative(
            condition: length.isSet, front: (.bioList, index + 1), actions: actions)
        ])
      map?(&self)
      join(here, top)
    }
    here = end
  }
}
