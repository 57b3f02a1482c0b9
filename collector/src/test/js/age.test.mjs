import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

/** The oldest browsers that docs/probe.md promises, both of January 2021. */
const OLDEST = { chrome: 88, firefox: 85 };

/** Names of the platform by the versions of Chrome and Firefox that brought them, as MDN has them: a new one is looked up there. */
const SINCE = {
  replaceChildren: [86, 78],
};

/** Used only where the browser has it: what happens else is part of the page. */
const ASKED_FOR = ['locks', 'SyncManager', 'sync', 'wakeLock', 'getBattery', 'charging', 'connection', 'BroadcastChannel'];

/** Older than any browser that knows ES2020. */
const SAFE = `Boolean PI abort aborted abs addAll addEventListener all append arrayBuffer assign blockedURI byteLength catch checked
  className clear clients clone close continue controller coords cos createElement createObjectStore currentScript dataset delete
  deleteDatabase disabled document documentElement exec filter find findIndex focus forEach from geolocation getAttribute
  getCurrentPosition getElementById getItem getRandomValues getRegistration getRegistrations hash hidden hostname href hypot
  includes isArray isNaN join json keys label lang languages length localeCompare map match matchAll max min newVersion now
  objectStore onabort onclick onclose oncomplete onerror onmessage onsuccess onupgradeneeded onversionchange open openCursor
  origin padStart parse pathname persisted postMessage preventDefault prompt push put querySelector querySelectorAll race random
  register reject release reload removeEventListener removeItem replace replaceState request respondWith result reverse round selected serviceWorker
  setAttribute setItem skipWaiting slice sort split src startsWith stringify test text textContent then title toISOString toLowerCase
  toString toTimeString transaction trim unregister update visibilityState waitUntil
  AbortController Array Date Error Infinity JSON Map Math Number Object Option Promise String URL Uint8Array addEventListener caches
  clearInterval clearTimeout crypto decodeURIComponent document fetch history importScripts indexedDB isFinite localStorage location
  navigator performance scrollTo self sessionStorage setInterval setTimeout undefined`.split(/\s+/);

/** Members of what the collector sends, and of rows that the scripts make with computed names. */
const OF_DATA = `data errors every_s id late_s level list names parts radius sample`.split(' ');

/** Of CSS: in use before January 2021, as MDN has it; a new word is looked up there. */
const STYLED = `-webkit-text-size-adjust align-items background border border-color border-radius border-top box-sizing color
  content cursor display flex flex-wrap font font-size font-variant-numeric font-weight gap grid-template-columns height
  justify-content left line-height margin margin-right margin-top max-height max-width min-height min-width opacity outline
  outline-offset overflow overflow-wrap padding padding-left position right top transition white-space width
  minmax var after disabled empty focus-visible root media`.split(/\s+/);

/** Where it is missing a browser shows its own colours, or its own size of text. */
const ADORNING = ['accent-color', 'color-scheme', 'text-size-adjust'];

const folder = new URL('../../main/resources/kz/dabyl/collector/browser/', import.meta.url);
const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));

/** Node's own parser, which it lends where it is run with --expose-internals. One that does not cannot hold this promise, and fails. */
const require = createRequire(import.meta.url);
const acorn = {
  ...require('internal/deps/acorn/acorn/dist/acorn'),
  ...require('internal/deps/acorn/acorn-walk/dist/walk'),
};
const tree = (name) => acorn.parse(readFileSync(new URL(name, folder), 'utf8'), { ecmaVersion: 2020 });

/** What all scripts together define, and what they use. */
function names() {
  const [own, used] = [new Set(), new Set()];
  const declare = (pattern) => acorn.full(pattern, (node) => node.type === 'Identifier' && own.add(node.name));
  const on = {
    VariableDeclarator: (node) => declare(node.id),
    FunctionDeclaration: (node) => [node.id, ...node.params].forEach(declare),
    ClassDeclaration: (node) => declare(node.id),
    FunctionExpression: (node) => node.params.forEach(declare),
    ArrowFunctionExpression: (node) => node.params.forEach(declare),
    CatchClause: (node) => node.param && declare(node.param),
    Property: (node) => !node.computed && own.add(node.key.name),
    MethodDefinition: (node) => own.add(node.key.name),
    AssignmentExpression: (node) => node.left.object && node.left.object.type === 'ThisExpression' && own.add(node.left.property.name),
    MemberExpression: (node) => !node.computed && used.add(node.property.name),
    Identifier: (node) => used.add(node.name),
  };
  scripts.forEach((name) => acorn.full(tree(name), (node) => on[node.type] && on[node.type](node)));
  return { own, used };
}

test('scripts are of ES2020', () => {
  const parsed = scripts.map((name) => tree(name).type);

  assert.ok(parsed.length > 8);
  assert.throws(() => acorn.parse('a ??= b', { ecmaVersion: 2020 }));
});

test('scripts use what the oldest browsers have, or ask whether it is there', () => {
  const { own, used } = names();
  const old = Object.keys(SINCE).filter((name) => SINCE[name][0] <= OLDEST.chrome && SINCE[name][1] <= OLDEST.firefox);
  const known = new Set([...own, ...old, ...ASKED_FOR, ...SAFE, ...OF_DATA]);

  const unknown = [...used].filter((name) => name && !known.has(name));

  assert.deepEqual(unknown, []);
});

/* Units, keywords and media features are not read: they are few, and a browser that does not know one passes over that line. */
test('the style is of properties, functions and selectors that the oldest browsers have, or can be without', () => {
  const style = readFileSync(new URL('probe.css', folder), 'utf8').replace(/\/\*[^]*?\*\//g, '');
  const rules = [...style.matchAll(/\{([^{}]*)\}/g)].flatMap((rule) => rule[1].split(';'));
  const properties = rules.filter((rule) => rule.includes(':')).map((rule) => rule.split(':')[0].trim());
  const selectors = style.replace(/\{[^{}]*\}/g, '{}');
  const used = [
    ...properties.filter((name) => !name.startsWith('--')),
    ...[...style.matchAll(/([a-z-]+)\(/g), ...selectors.matchAll(/[:@]([a-z-]+)/g)].map((word) => word[1]),
  ];
  const known = new Set([...STYLED, ...ADORNING]);

  assert.ok(properties.length > 50);
  assert.deepEqual([...new Set(used)].filter((word) => !known.has(word)), []);
});
