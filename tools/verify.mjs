// Verifies a Rostrum bundle, from docs/record.md alone: plain Node (20 or later), no packages.
//
//     node tools/verify.mjs FILE [KEY] [--since OLDER]    exit 0: sound; 1: bad, the first wrong place is named; 2: cannot read
//
// KEY is the verifier key, name+id+base64, that must have signed. OLDER is an earlier bundle that must be its beginning.
// Of a body's record it says which lots were drawn from a source that no earlier entry announces.

import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const GENESIS = "0".repeat(64);
const HASH = /^[0-9a-f]{64}$/;
const AT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;
const HEADER = { book: "string", count: "number", head: "string", key: "string", note: "string", scope: "string" };
const ENVELOPE = "act,actor,at,book,capacity,prev,seat,version,visibility";

export class Bad extends Error {
  constructor(place, why) {
    super(`${place}: ${why}`);
    this.place = place;
  }
}

const sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hex = (bytes) => sha256(bytes).toString("hex");

// RFC 8785, for text, whole numbers, truth and nothing.
function canonical(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new Error("a lone surrogate");
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error("no whole number");
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(",")}}`;
}

function parsed(place, raw) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
    const value = JSON.parse(text);
    if (canonical(value) === text) return value;
  } catch {
    // Falls to the refusal below.
  }
  throw new Bad(place, "not canonical JSON");
}

function parsedObject(place, raw, members) {
  const value = parsed(place, raw);
  const plain = value !== null && typeof value === "object" && !Array.isArray(value);
  if (!plain || Object.keys(value).sort().join(",") !== members) throw new Bad(place, "not the members that belong here");
  return value;
}

function unbase64(text) {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
}

function parsedKey(text) {
  const [name, , ...rest] = text.split("+");
  const data = unbase64(rest.join("+"));
  if (!name || /\s/u.test(name) || data?.length !== 33) return null;
  const id = sha256(name, "\n", data).subarray(0, 4);
  if (data[0] !== 1 || !binds(data.subarray(1)) || text !== `${name}+${id.toString("hex")}+${data.toString("base64")}`) return null;
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), data.subarray(1)]);
  return { name, id, public: createPublicKey({ key: spki, format: "der", type: "spki" }) };
}

// Points whose order divides 8, and y beyond the prime: under such a key there are signatures that fit any text.
const PRIME = 2n ** 255n - 19n;
const ORDER_8 = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;
const SMALL_ORDER = [0n, 1n, PRIME - 1n, ORDER_8, PRIME - ORDER_8];

function binds(point) {
  const y = BigInt(`0x${Buffer.from(point).reverse().toString("hex")}`) & (2n ** 255n - 1n);
  return y < PRIME && !SMALL_ORDER.includes(y);
}

const signedBy = (key, message, signature) =>
  signature.length === 64 && verifySignature(null, message, key.public, signature);

// Lines

function splitLines(data) {
  const lines = [];
  let from = 0;
  for (let at = data.indexOf(10); at >= 0; at = data.indexOf(10, from)) {
    lines.push(data.subarray(from, at));
    from = at + 1;
  }
  const ended = from === data.length;
  if (!ended) lines.push(data.subarray(from));
  return { lines, ended };
}

function splitLine(line) {
  const found = line && /^([a-z]+) ([0-9a-f]{64}) /.exec(line.toString("latin1"));
  return found ? { word: found[1], digest: found[2], rest: line.subarray(found[0].length) } : null;
}

function checkedLine(place, line, ...words) {
  const found = splitLine(line);
  if (!found || !words.includes(found.word)) throw new Bad(place, "missing or malformed");
  if (hex(found.rest) !== found.digest) throw new Bad(place, "its bytes do not have its hash");
  found.hash = found.word === "entry" ? found.digest : found.rest.toString("latin1");
  return found;
}

function checkedHeader(line) {
  const { rest } = checkedLine("header", line, "header");
  const header = parsedObject("header", rest, Object.keys(HEADER).join(","));
  for (const [name, kind] of Object.entries(HEADER)) {
    if (typeof header[name] !== kind) throw new Bad("header", "a member is of the wrong kind");
  }
  if (header.count < 1 || !["all", "public"].includes(header.scope)) throw new Bad("header", "no such count or scope");
  const key = parsedKey(header.key);
  if (!key) throw new Bad("header", "no verifier key");
  return { header, key };
}

function frame(data) {
  const { lines, ended } = splitLines(data);
  if (lines[0]?.toString("latin1") !== "rostrum bundle 1") throw new Bad("header", "not a bundle of format 1");
  const { header, key } = checkedHeader(lines[1]);
  const entries = [];
  for (let i = 1; i <= header.count; i++) entries.push(checkedLine(`entry ${i}`, lines[1 + i], "entry", "withheld"));
  const rest = lines.slice(2 + header.count);
  const last = rest.pop();
  const checkpoints = rest.map((line, i) => checkedLine(`checkpoint ${i + 1}`, line, "checkpoint"));
  const seal = splitLine(last);
  if (!ended || seal?.word !== "seal") throw new Bad("seal", "missing or malformed");
  return { header, key, entries, checkpoints, seal, body: data.subarray(0, data.length - last.length - 1) };
}

// Entries

function checkEnvelope(place, entry, version, header) {
  const texts = ["actor", "at", "capacity", "visibility", "prev"].every((name) => typeof entry[name] === "string");
  const act = entry.act;
  const sound =
    entry.book === header.book &&
    entry.version === version &&
    texts &&
    (entry.seat === null || typeof entry.seat === "string") &&
    AT.test(entry.at) &&
    act !== null &&
    typeof act === "object" &&
    !Array.isArray(act) &&
    Object.hasOwn(act, "kind") &&
    typeof act.kind === "string";
  if (!sound) throw new Bad(place, "it is not the entry that belongs here");
  if (header.scope === "public" && entry.visibility !== "public") throw new Bad(place, "it is not public");
}

function declaredPrev(line) {
  try {
    const value = parsed("", line.rest);
    return value !== null && typeof value === "object" && Object.hasOwn(value, "prev") ? value.prev : null;
  } catch {
    return null;
  }
}

function blamed({ entries, header }, version) {
  if (version === 1) return 1;
  const vouched = version === entries.length ? header.head : declaredPrev(entries[version]);
  return vouched === entries[version - 1].hash ? version - 1 : version;
}

function checkEntries(bundle) {
  const { entries, header } = bundle;
  let prev = GENESIS;
  let at = "";
  entries.forEach((line, index) => {
    const version = index + 1;
    const place = `entry ${version}`;
    if (line.word === "withheld") {
      if (header.scope !== "public" || !HASH.test(line.hash)) throw new Bad(place, "nothing may be withheld here");
    } else {
      const entry = parsedObject(place, line.rest, ENVELOPE);
      checkEnvelope(place, entry, version, header);
      if (entry.prev !== prev) throw new Bad(`entry ${blamed(bundle, version)}`, "the chain is broken here");
      if (entry.at < at) throw new Bad(place, "it is of an earlier time than one before it");
      at = entry.at;
    }
    prev = line.hash;
  });
  if (prev !== header.head) throw new Bad("head", "the last entry does not have the hash that the header declares");
}

// Checkpoints and seal

function openedNote(place, note, key, book) {
  const parts = typeof note === "string" ? /^([^\n]*)\n(0|[1-9][0-9]*)\n([^\n]*)\n\n([^\n]*)\n$/.exec(note) : null;
  const start = `— ${key.name} `;
  if (!parts || parts[1] !== `${key.name}/${book}` || !parts[4].startsWith(start)) {
    throw new Bad(place, "no checkpoint of this book");
  }
  const root = unbase64(parts[3]);
  const signed = unbase64(parts[4].slice(start.length));
  if (root?.length !== 32 || !signed) throw new Bad(place, "no base64");
  const text = Buffer.from(note.slice(0, note.indexOf("\n\n") + 1));
  if (!signed.subarray(0, 4).equals(key.id) || !signedBy(key, text, signed.subarray(4))) {
    throw new Bad(place, "the signature is not of this key");
  }
  return { size: Number(parts[2]), root };
}

class Tree {
  size = 0;
  peaks = [];
  add(data) {
    let node = sha256(Buffer.of(0), data);
    for (let size = this.size; size % 2 === 1; size = (size - 1) / 2) {
      node = sha256(Buffer.of(1), this.peaks.pop(), node);
    }
    this.peaks.push(node);
    this.size += 1;
  }
  root() {
    return this.peaks.reduceRight((node, peak) => sha256(Buffer.of(1), peak, node));
  }
}

function checkCheckpoints({ header, key, entries, checkpoints }) {
  const tree = new Tree();
  checkpoints.forEach((line, index) => {
    const place = `checkpoint ${index + 1}`;
    const { size, root } = openedNote(place, parsed(place, line.rest), key, header.book);
    if (size <= tree.size || size > header.count) throw new Bad(place, "its size is out of order");
    while (tree.size < size) tree.add(Buffer.from(entries[tree.size].hash, "hex"));
    if (!tree.root().equals(root)) throw new Bad(place, "the entries are not those that were signed");
  });
  if (tree.size !== header.count) throw new Bad(`checkpoint ${checkpoints.length + 1}`, "none covers the last entry");
}

function checkSeal({ key, seal, body }) {
  if (hex(body) !== seal.digest) throw new Bad("seal", "the bytes before it do not have its hash");
  const signature = unbase64(seal.rest.toString("latin1"));
  if (!signature || !signedBy(key, Buffer.from(`rostrum bundle seal 1\n${seal.digest}`), signature)) {
    throw new Bad("seal", "the signature is not of this key");
  }
}

/** What a sound bundle holds; throws Bad, with the first wrong place. */
export function verify(data, key) {
  const bundle = frame(data);
  if (key !== undefined && key !== bundle.header.key) throw new Bad("key", "signed by another key");
  checkEntries(bundle);
  checkCheckpoints(bundle);
  checkSeal(bundle);
  const withheld = bundle.entries.filter((line) => line.word === "withheld").length;
  return { ...bundle.header, withheld, checkpoints: bundle.checkpoints.length };
}

/** As verify, and that the bundle goes on from an older one of the same book and key. */
export function verifySince(data, older, key) {
  const found = verify(data, key);
  let before;
  try {
    before = verify(older, found.key);
  } catch (error) {
    throw error instanceof Bad ? new Bad("since", `the older bundle: ${error.message}`) : error;
  }
  if (before.book !== found.book) throw new Bad("since", "the older bundle is of another book");
  if (before.count > found.count) throw new Bad("since", `the older bundle has ${before.count} entries, this ${found.count}`);
  const hashes = frame(data).entries;
  frame(older).entries.forEach((line, index) => {
    if (line.hash !== hashes[index].hash) throw new Bad(`entry ${index + 1}`, "it is not the one of the older bundle");
  });
  return found;
}

// Lots: a sound record may still hold one that was drawn from a source of somebody's choice, told to nobody before.

/** The compositions of a sound bundle whose lot was not announced before it was drawn, or was drawn too early. */
export function unannounced(data) {
  const known = new Map();
  const found = [];
  frame(data).entries.forEach((line, index) => {
    if (line.word === "withheld") return;
    const { act, at } = JSON.parse(line.rest.toString());
    if (act.kind === "LotAnnounced" && !known.has(act.source)) known.set(act.source, act.known_at);
    if (act.kind !== "CompositionProposed" || (act.request.lot_seed ?? null) === null) return;
    const source = act.request.lot_source || "";
    const early = known.has(source) && Date.parse(at) < known.get(source);
    if (!known.has(source) || early) found.push({ entry: index + 1, composition: act.composition, source, early });
  });
  return found;
}

function saidOf({ entry, composition, source, early }) {
  const drawn = `entry ${entry}, composition ${composition}: its lot was drawn from ${JSON.stringify(source)}`;
  if (early) return `DRAWN EARLY: ${drawn}, before that could be known as it was announced.`;
  return `NOT ANNOUNCED: ${drawn}, which no entry before it announces.`;
}

const UNPINNED = `NOT CHECKED: whose key this is. Anybody can sign another history with a key of their own: ask the house for its
key by another way (it is printed on its sheets) and give it as KEY.`;

function main(words) {
  const at = words.indexOf("--since");
  const [, older] = at < 0 ? [] : words.splice(at, 2);
  const [file, key] = words;
  if (!file || (at >= 0 && !older)) {
    console.error("usage: node verify.mjs FILE [KEY] [--since OLDER]");
    return 2;
  }
  try {
    const data = readFileSync(file);
    const found = older ? verifySince(data, readFileSync(older), key) : verify(data, key);
    const said = `${found.book}, ${found.count} entries, ${found.withheld} withheld, head ${found.head}`;
    console.log(key ? `verified: ${said}` : `consistent with itself: ${said}, key ${found.key}`);
    for (const lot of unannounced(data)) console.error(saidOf(lot));
    if (!key) console.error(UNPINNED);
    return 0;
  } catch (error) {
    console.error(error instanceof Bad ? `bad: ${error.message}` : String(error));
    return error instanceof Bad ? 1 : 2;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2));
