// <live-chart kind="columns|bars|map"> draws the table that it contains. The table is the only source of the numbers: page, screen reader
// and tests read the same ones as the picture shows, and whatever changes the table (the diff of a circuit, the morph of a frame) changes
// the picture. Chart.js only lays out the bars; every text is drawn here, because on a projector a label that is cut off or overlaps
// another one is worse than no label.
//
// Sizes are in stage units: the element's font size is 34 of them. Colours are tokens of css/tokens.css.

import { LiveChart } from './element.js';

if (!customElements.get('live-chart')) customElements.define('live-chart', LiveChart);
// Tells watchdog.js that the script has run.
globalThis.LiveChart = LiveChart;
