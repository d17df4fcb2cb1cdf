/**
 * LiveKit's client, built from the sources that its package carries rather than from its one finished file.
 *
 * The finished file is written for browsers of 2015 and is one module, of which nothing can be left out. From its
 * sources the same release is some 14 kB smaller, gzipped: its functions stay `async`, and what it would say to
 * a log below the level that is kept is not sent to anybody. What it does is the same.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type ESTree, type Plugin, parseSync, transformWithOxc, Visitor } from "vite";

const SOURCES = join(dirname(createRequire(import.meta.url).resolve("livekit-client")), "../src");

/** Its log keeps what is of level "info" and above; nothing in Rostrum asks it for more. */
const UNHEARD = new Set(["trace", "debug"]);
const LOG = /(^|\.)(log|logger|livekitLogger)$/;

/** What is made only for a hall encrypted from end to end, which Rostrum's are not: interpreters and the record hear. */
const UNUSED: Record<string, string> = {
  [join(SOURCES, "e2ee/E2eeManager.ts")]:
    'export class E2EEManager { constructor() { throw new Error("Left out of this build"); } }',
};

export function livekit(): Plugin {
  return {
    name: "livekit-from-sources",
    apply: "build",
    enforce: "pre",
    resolveId: (id) => (id === "livekit-client" ? join(SOURCES, "index.ts") : null),
    load: (id) => UNUSED[id] ?? null,
    async transform(code, id) {
      if (!id.startsWith(SOURCES) || id in UNUSED) return null;
      const made = await transformWithOxc(code, id, {
        // As its own build does: a field without a value is a declaration, and does not undo what a parent has set.
        typescript: { removeClassFieldsWithoutInitializer: true },
        sourcemap: false,
      });
      return { code: withoutUnheard(made.code), map: null };
    },
  };
}

/** The code without the statements that only write to the log what it does not keep. */
export function withoutUnheard(code: string): string {
  const cuts: { start: number; end: number }[] = [];
  new Visitor({
    ExpressionStatement(statement: ESTree.ExpressionStatement) {
      if (isUnheard(statement.expression, code)) cuts.push(statement);
    },
  }).visit(parseSync("module.js", code).program);
  let rest = "";
  let from = 0;
  for (const { start, end } of cuts.sort((a, b) => a.start - b.start)) {
    if (start < from) continue;
    rest += `${code.slice(from, start)};`;
    from = end;
  }
  return rest + code.slice(from);
}

function isUnheard(call: ESTree.Expression, code: string): boolean {
  if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression") return false;
  const { object, property } = call.callee;
  if (property.type !== "Identifier" || !UNHEARD.has(property.name)) return false;
  const said = code.slice(property.end, call.end);
  return LOG.test(code.slice(object.start, object.end)) && !/\bawait\b|\+\+|--|[^=!<>]=[^=>]/.test(said);
}
