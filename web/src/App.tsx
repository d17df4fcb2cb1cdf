/** Which page the address asks for; each page and its words are fetched when first needed. */
import { type ComponentType, lazy, Suspense } from "react";
import styles from "./App.module.css";
import { recall } from "./admission";
import type { Audience } from "./api/types";
import { useAccent } from "./furniture/accent";
import { EmptyState } from "./furniture/EmptyState";
import { RoomProvider, useRoom } from "./furniture/room";
import { type Namespace, useT } from "./i18n";
import { need } from "./i18n/catalogue";
import { useLanguage } from "./i18n/language";
import { Mishap } from "./Mishap";
import { ToastRegion } from "./primitives/Toasts";
import { type RoomName, useRoute } from "./routes";
import { type Theme, useThemeOnPage, useUsualTheme } from "./theme";

type Page<P = object> = { default: ComponentType<P> };

/** A page that is shown once its code and its words are here. */
function page<P = object>(load: () => Promise<Page<P>>, namespaces: readonly Namespace[]) {
  return lazy(async () => {
    const { tag } = useLanguage.getState();
    const [loaded] = await Promise.all([load(), need(tag, namespaces)]);
    return loaded;
  });
}

interface RoomPage {
  Room: ComponentType;
  audience: Audience;
  theme: Theme;
}

const ROOMS: Record<RoomName, RoomPage> = {
  lobby: {
    Room: page(() => import("./rooms/lobby"), ["lobby", "sound"]),
    audience: "lobby",
    theme: "dark",
  },
  podium: {
    Room: page(
      () => import("./rooms/podium"),
      ["astray", "podium", "order", "formulas", "sound", "refusals"],
    ),
    audience: "podium",
    theme: "dark",
  },
  desk: {
    Room: page(() => import("./rooms/desk"), ["astray", "desk", "sound", "refusals"]),
    audience: "desk",
    theme: "dark",
  },
  secretariat: {
    Room: page(() => import("./rooms/secretariat"), ["secretariat", "order", "formulas", "refusals"]),
    audience: "secretariat",
    theme: "light",
  },
  gallery: {
    Room: page(() => import("./rooms/gallery"), ["gallery"]),
    audience: "gallery",
    theme: "dark",
  },
};

const Welcome = page(() => import("./rooms/welcome"), ["welcome", "refusals"]);
const Astray = page(() => import("./Astray"), ["astray"]);
const Shut = page(() => import("./Shut"), ["astray", "refusals"]);
const Body = page(() => import("./rooms/body"), ["body", "composition", "refusals"]);
const Composition = page(() => import("./rooms/composition"), ["body", "composition", "refusals"]);
const Preparing = page(() => import("./rooms/preparing"), ["body", "composition", "preparing", "refusals"]);
const Participants = page(() => import("./rooms/participants"), ["body", "preparing", "refusals"]);
const Intake = page(() => import("./rooms/intake"), ["body", "intake", "refusals"]);
const Reply = page(() => import("./rooms/reply"), ["body", "reply"]);
const Embedded = page(() => import("./rooms/gallery/Embedded"), ["gallery"]);

export function App() {
  useThemeOnPage();
  return (
    <Mishap>
      <Suspense fallback={<div className={styles.blank} aria-busy="true" />}>
        <Routed />
      </Suspense>
      <ToastRegion />
    </Mishap>
  );
}

function Routed() {
  const route = useRoute();
  if (route.page === "welcome") return <Welcome />;
  if (route.page === "body") return <Body />;
  if (route.page === "compose") return <Composition />;
  if (route.page === "prepare") return <Preparing />;
  if (route.page === "participants") return <Participants />;
  if (route.page === "intake") return <Intake />;
  if (route.page === "reply") return <Reply />;
  if (route.page === "embed")
    return <Sitting book={route.book} admission={null} {...ROOMS.gallery} Room={Embedded} />;
  if (route.page === "unknown") return <Astray route={route} />;
  const admission = recall(route.book, route.admission);
  return (
    <Sitting
      key={`${route.book}/${route.room}`}
      book={route.book}
      admission={admission}
      {...ROOMS[route.room]}
    />
  );
}

function Sitting({
  book,
  admission,
  Room,
  audience,
  theme,
}: RoomPage & { book: string; admission: string | null }) {
  useUsualTheme(theme);
  return (
    <RoomProvider book={book} audience={audience} admission={admission}>
      <Entered>
        <Room />
      </Entered>
    </RoomProvider>
  );
}

/** Until the first views have come, says so; when the door does not open, says why. */
function Entered({ children }: { children: React.ReactNode }) {
  const t = useT();
  const { views, shut } = useRoom();
  useAccent(views.meeting?.accent);
  if (shut) return <Shut />;
  if (!views.meeting || !views.seats) {
    return (
      <main className={styles.middle}>
        <EmptyState title={t("common.joining")} />
      </main>
    );
  }
  return children;
}
