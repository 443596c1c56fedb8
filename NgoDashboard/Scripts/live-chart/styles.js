/** The styles inside of the element: those of the map, since Chart.js draws the others. Colours are tokens of css/tokens.css. */
export const styleSheet = new CSSStyleSheet();
styleSheet.replaceSync(`
  :host { display: block; position: relative; }
  .picture { position: absolute; inset: 0; overflow: hidden; }
  .picture > svg { display: block; width: 100%; height: 100%; overflow: visible; }
  .words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  path { vector-effect: non-scaling-stroke; stroke-linejoin: round; stroke-linecap: round; }
  .halo { fill: none; stroke: var(--map-line); stroke-width: calc(var(--unit) * 3.2); }
  .land { fill: var(--map-none); stroke: var(--map-none); stroke-width: calc(var(--unit) * .7); }
  .islets .halo { stroke-width: calc(var(--unit) * 9); }
  .islets .land { stroke-width: calc(var(--unit) * 4.5); }
  [data-level="1"] .land { fill: var(--map-1); stroke: var(--map-1); }
  [data-level="2"] .land { fill: var(--map-2); stroke: var(--map-2); }
  [data-level="3"] .land { fill: var(--map-3); stroke: var(--map-3); }
  [data-level="4"] .land { fill: var(--map-4); stroke: var(--map-4); }
  .hatch { display: none; stroke: none; }
  .part .hatch { display: block; }
  .paper { fill: var(--card); }
  .own .land { fill: var(--own); stroke: var(--own); }
  .changed .land { fill: var(--live); stroke: var(--live); }
  text {
    font-family: inherit; font-weight: 500; fill: var(--ink);
    stroke: var(--card); stroke-width: .22em; paint-order: stroke; stroke-linejoin: round;
  }
`);
