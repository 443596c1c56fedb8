// Unit tests of the modules in Scripts that need no page: `npm test` here, and as a part of `dotnet test` (ScriptTests).

import { fileURLToPath } from 'node:url';

const path = relative => fileURLToPath(new URL(relative, import.meta.url));

export default {
  test: {
    // The tests are outside of the folder of node_modules, so they get test, expect and vi as globals and name modules from "scripts" on.
    dir: path('../NgoDashboard.Tests/Scripts'),
    include: ['**/*.test.js'],
    globals: true,
    alias: { scripts: path('./Scripts') },
    // One worker for all files: starting one takes longer than any of them.
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
  },
};
