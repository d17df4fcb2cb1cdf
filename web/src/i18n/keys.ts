/** Keys of messages, typed from the English catalogues: `namespace.key`. */
import type sheet from "../../../rostrum/printing/words/en.json";
import type announcements from "./locales/en/announcements.json";
import type astray from "./locales/en/astray.json";
import type body from "./locales/en/body.json";
import type common from "./locales/en/common.json";
import type composition from "./locales/en/composition.json";
import type desk from "./locales/en/desk.json";
import type formulas from "./locales/en/formulas.json";
import type gallery from "./locales/en/gallery.json";
import type intake from "./locales/en/intake.json";
import type lobby from "./locales/en/lobby.json";
import type order from "./locales/en/order.json";
import type podium from "./locales/en/podium.json";
import type preparing from "./locales/en/preparing.json";
import type reading from "./locales/en/reading.json";
import type refusals from "./locales/en/refusals.json";
import type reply from "./locales/en/reply.json";
import type secretariat from "./locales/en/secretariat.json";
import type sound from "./locales/en/sound.json";
import type welcome from "./locales/en/welcome.json";

interface Catalogues {
  announcements: typeof announcements;
  astray: typeof astray;
  body: typeof body;
  common: typeof common;
  composition: typeof composition & typeof sheet;
  desk: typeof desk;
  formulas: typeof formulas;
  gallery: typeof gallery;
  intake: typeof intake;
  lobby: typeof lobby;
  order: typeof order;
  podium: typeof podium;
  preparing: typeof preparing;
  reading: typeof reading;
  refusals: typeof refusals;
  reply: typeof reply;
  secretariat: typeof secretariat;
  sound: typeof sound;
  welcome: typeof welcome;
}

export type Namespace = keyof Catalogues;
export type Key = { [N in Namespace]: `${N}.${Extract<keyof Catalogues[N], string>}` }[Namespace];
export type Values = Record<string, string | number>;
