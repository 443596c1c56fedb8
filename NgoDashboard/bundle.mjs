// Makes wwwroot/js/live-chart.js and screen.js from the modules in Scripts, and wwwroot/css/desk.css, stage.css and scenes.css from the
// parts in Styles: one file each, because a page is whole or not by the file: it names a fingerprint for each, and the watchdog reports the
// one that is missing.
//
//   node bundle.mjs            what the build runs when a module has changed
//   node bundle.mjs --watch    again with every change, until it is ended
//
// The code is not minified, so that an error on a screen can be read. esbuild removes the comments, and the server compresses the rest.

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

/** Another build may write the same file at once, and a running server reads it: it is made beside its place and moved there. */
const replaceFiles = {
  name: 'replace-files',
  setup: build => build.onEnd(result => {
    for (const { path, contents } of result.outputFiles ?? []) {
      const made = join(here, 'obj', `${relative(here, path).replace(/[\\/]/g, '-')}.${process.pid}`);
      mkdirSync(dirname(made), { recursive: true });
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(made, contents);
      renameSync(made, path);
    }
  }),
};

const shared = {
  absWorkingDir: here,
  bundle: true,
  charset: 'utf8',
  // Browsers that screens have (docs/operations.md).
  target: ['chrome85', 'firefox115', 'safari15.4'],
  logLevel: 'warning',
  write: false,
  plugins: [replaceFiles],
};

const bundles = [
  {
    ...shared,
    entryPoints: { 'live-chart': 'Scripts/live-chart/main.js', screen: 'Scripts/screen/main.js' },
    outdir: 'wwwroot/js',
    format: 'esm',
    banner: { js: '// Made from NgoDashboard/Scripts by bundle.mjs.' },
  },
  {
    ...shared,
    entryPoints: { desk: 'Styles/desk/main.css', stage: 'Styles/stage/main.css', scenes: 'Styles/scenes/main.css' },
    outdir: 'wwwroot/css',
    banner: { css: '/* Made from NgoDashboard/Styles by bundle.mjs. */' },
  },
];

for (const options of bundles) {
  if (process.argv.includes('--watch')) await (await esbuild.context(options)).watch();
  else await esbuild.build(options).catch(() => { process.exitCode = 1; });
}
