// @vitest-environment node
/** Every message is given what it takes, wherever the source says it: read off the calls, without running any. */
import { readdirSync, readFileSync } from "node:fs";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import ts from "typescript";
import { describe, expect, it } from "vitest";

type Words = Map<string, string>;

const read = (path: string): Record<string, string> => JSON.parse(readFileSync(path, "utf8"));

function english(): Words {
  const files = readdirSync("src/i18n/locales/en").map((file) => [
    file.replace(".json", ""),
    read(`src/i18n/locales/en/${file}`),
  ]);
  const all = [...files, ["composition", read("../rostrum/printing/words/en.json")]] as [
    string,
    Record<string, string>,
  ][];
  return new Map(
    all.flatMap(([space, said]) =>
      Object.entries(said).map(([key, message]) => [`${space}.${key}`, message] as const),
    ),
  );
}

/** Names of the values that a message takes; in which form a name stands is the language's own affair. */
function taken(message: string): string[] {
  const names = new Set<string>();
  const walk = (tokens: unknown): void => {
    for (const token of Array.isArray(tokens) ? tokens : []) {
      if (!Array.isArray(token)) continue;
      names.add(String(token[0]).replace(/_(?:the|of|to|delegation)$/i, ""));
      if (typeof token[2] === "object" && token[2]) Object.values(token[2]).forEach(walk);
    }
  };
  walk(compileMessage(message));
  return [...names];
}

/** The keys that an expression can be, `*` for what is known only when it runs; none where it is no text at all. */
function keysIn(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return keysIn(node.expression);
  if (ts.isConditionalExpression(node)) return [...keysIn(node.whenTrue), ...keysIn(node.whenFalse)];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
    return [...keysIn(node.left), ...keysIn(node.right)];
  if (!ts.isTemplateExpression(node)) return [];
  return [node.head.text + node.templateSpans.map((span) => `*${span.literal.text}`).join("")];
}

/** Names of the values that are given; null where they are not written out there. */
function givenIn(node: ts.Expression | undefined): string[] | null {
  if (!node) return [];
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return givenIn(node.expression);
  if (!ts.isObjectLiteralExpression(node)) return null;
  const names: string[] = [];
  for (const one of node.properties) {
    if (ts.isSpreadAssignment(one) || !one.name || ts.isComputedPropertyName(one.name)) return null;
    names.push(one.name.getText());
  }
  return names;
}

interface Use {
  at: string;
  keys: string[];
  given: string[] | null;
}

const nameOf = (node: ts.Expression): string =>
  ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : "";

/** `t(key, values)`, `say(tag, key, values)`, `coded(prefix, code, otherwise, values)`. */
function called(node: ts.CallExpression): [keys: string[], values: ts.Expression | undefined] | null {
  const [first, second, third, fourth] = node.arguments;
  switch (nameOf(node.expression)) {
    case "t":
      return first ? [keysIn(first), second] : null;
    case "say":
      return second ? [keysIn(second), third] : null;
    case "coded":
      return first && third ? [[...keysIn(first).map((key) => `${key}*`), ...keysIn(third)], fourth] : null;
    default:
      return null;
  }
}

/** `<T k="…" values={…} />`. */
function drawn(node: ts.JsxSelfClosingElement): [keys: string[], values: ts.Expression | undefined] | null {
  if (node.tagName.getText() !== "T") return null;
  const value = (name: string) => {
    const found = node.attributes.properties.find((p) => ts.isJsxAttribute(p) && p.name.getText() === name);
    const of = found && ts.isJsxAttribute(found) ? found.initializer : undefined;
    return of && ts.isJsxExpression(of) ? of.expression : (of as ts.StringLiteral | undefined);
  };
  const key = value("k");
  return key ? [keysIn(key), value("values")] : null;
}

function usesIn(file: string): Use[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: Use[] = [];
  const walk = (node: ts.Node): void => {
    const use = ts.isCallExpression(node)
      ? called(node)
      : ts.isJsxSelfClosingElement(node)
        ? drawn(node)
        : null;
    if (use?.[0].length) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ at: `${file}:${line}`, keys: use[0], given: givenIn(use[1]) });
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

const words = english();

/** Whether any message has a key like this; which of them runs, and with what, `codes.test.ts` asks of the codes. */
function isAny(key: string): boolean {
  const parts = key.split("*").map((part) => part.replaceAll(".", "\\."));
  const pattern = new RegExp(`^${parts.join("\\w*")}$`);
  return [...words.keys()].some((one) => pattern.test(one));
}

/** What a use says and cannot: a message that is not there, or one that takes what is not given. */
function faultsOf({ at, keys, given }: Use): string[] {
  return keys
    .filter((key) => key.includes("."))
    .flatMap((key) => {
      if (key.includes("*")) return isAny(key) ? [] : [`${at}: no message ${key}`];
      const message = words.get(key);
      if (message === undefined) return [`${at}: no message ${key}`];
      const lacking = given ? taken(message).filter((name) => !given.includes(name)) : [];
      return lacking.length ? [`${at}: ${key} without ${lacking.join(", ")}`] : [];
    });
}

describe("messages", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\.gen\.|staged/.test(file))
    .map((file) => `src/${file}`);
  const uses = files.flatMap(usesIn);

  it("are read from the source", () => {
    expect(uses.length).toBeGreaterThan(600);
    expect(uses.filter((use) => use.given === null).length).toBeLessThan(uses.length / 5);
  });

  it("are given every value that they take", () => expect(uses.flatMap(faultsOf)).toEqual([]));

  it("would be found out", () => {
    const at = "here";
    expect(faultsOf({ at, keys: ["lobby.in"], given: ["hour"] })).toEqual(["here: lobby.in without time"]);
    expect(faultsOf({ at, keys: ["lobby.verdict_*"], given: [] })).toEqual([]);
    expect(faultsOf({ at, keys: ["lobby.where_*"], given: [] })).toEqual(["here: no message lobby.where_*"]);
    expect(faultsOf({ at, keys: ["lobby.nowhere"], given: [] })).toEqual(["here: no message lobby.nowhere"]);
  });
});
