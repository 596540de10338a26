/// How the page looks.
enum HTMLStyle {
  static let text = """
    :root {
      --back: #ffffff; --card: #f6f7f9; --line: #d5d9e0; --ink: #1b1f27; --faint: #5f6877;
      --error: #b3261e; --warning: #8a5a00; --good: #1d6b35; --accent: #1f5fbf; --now: #fff1b8;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --back: #14171c; --card: #1d2128; --line: #363d49; --ink: #e6e9ef; --faint: #9aa4b4;
        --error: #ff8a80; --warning: #ffc466; --good: #7fd49a; --accent: #8ab4ff; --now: #4a3f14;
      }
    }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 78rem; padding: 1rem 1.5rem 4rem; background: var(--back);
      color: var(--ink); font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; }
    h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.15rem; } h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
    header p { margin: .1rem 0; color: var(--faint); }
    code { font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
    .filters { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: .4rem 1rem; padding: .7rem 0;
      background: var(--back); border-bottom: 1px solid var(--line); margin-bottom: .8rem; align-items: center; }
    .filters input, .filters select, button { font: inherit; color: inherit; background: var(--card);
      border: 1px solid var(--line); border-radius: 5px; padding: .15rem .5rem; }
    #count { margin-left: auto; color: var(--faint); }
    .finding { border: 1px solid var(--line); border-radius: 8px; background: var(--card); margin: .5rem 0;
      padding: .5rem .9rem; overflow-x: auto; scroll-margin-top: 6.5rem; }
    .finding[hidden] { display: none; }
    summary { cursor: pointer; display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: baseline; }
    .badge { border: 1px solid currentColor; border-radius: 9px; padding: 0 .5rem; font-size: .8rem; }
    [data-severity=error] .severity { color: var(--error); } [data-severity=warning] .severity { color: var(--warning); }
    [data-verdict=confirmed] .verdict { color: var(--error); } [data-verdict=refuted] .verdict { color: var(--good); }
    .title { font-weight: 600; } .function, .faint { color: var(--faint); }
    .note { border-left: 3px solid var(--accent); padding-left: .6rem; }
    .cycle { display: block; width: 100%; max-width: 44rem; margin: .6rem 0; }
    .cycle rect { fill: var(--back); stroke: var(--accent); stroke-width: 1.5; }
    .cycle text { fill: var(--ink); text-anchor: middle; font: 13px ui-monospace, "DejaVu Sans Mono", monospace; }
    .cycle text.kind, .cycle text.edge { fill: var(--faint); font-size: 11px; }
    .cycle text.edge { paint-order: stroke; stroke: var(--card); stroke-width: 8px; stroke-linejoin: round; }
    .cycle path { fill: var(--error); } .cycle path.edge { fill: none; stroke: var(--error); stroke-width: 1.6; }
    table { border-collapse: collapse; width: 100%; } th { text-align: left; color: var(--faint); font-weight: 500; }
    th, td { padding: .15rem .6rem .15rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
    .steps { table-layout: fixed; } .steps td { overflow-wrap: anywhere; }
    .steps th { width: 24%; } .steps th:first-child, .steps th:nth-child(2) { width: 27%; }
    tr.call { color: var(--faint); } td.blocked { color: var(--error); font-weight: 600; }
    .schedule td:not(:last-child):not(:first-child) { font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
    .schedule tr.later { opacity: .25; } .schedule tr.now { background: var(--now); }
    .source { color: var(--faint); } .player { margin: .3rem 0; }
    """
}
