/** The chair's forms, one at a time in her own column: a press or two each, Escape closes. */
import { type ReactNode, useState } from "react";
import type { OfficerCard, PaperDoc, Views } from "../../api/types";
import { ReadText, useRoom } from "../../furniture";
import { ShownOut, ShowOut } from "../../furniture/ShowOut";
import { TextOf, useT, useTexts } from "../../i18n";
import { instantsOf, wallText } from "../../i18n/wallclock";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import { usePressTwice } from "../../primitives/press-twice";
import { Select } from "../../primitives/Select";
import { SolemnButton } from "../../primitives/SolemnButton";
import { Switch } from "../../primitives/Switch";
import { TextField } from "../../primitives/TextField";
import type { PanelName } from "./actions";
import type { Conduct } from "./conduct";
import { Election } from "./Election";
import { Hours, inMinutes, wholeMinute } from "./hours";
import { LeftHere, LeftUndone, useLeft } from "./Left";
import { List, mayPutClosing } from "./ListPanel";
import styles from "./podium.module.css";
import { Reasons } from "./Reasons";
import { WorkQuestion } from "./WorkQuestion";

type Part = (props: { conduct: Conduct }) => ReactNode;

const TITLES = {
  adjourn: "podium.adjourn",
  call_to_order: "podium.to_order",
  close: "podium.close",
  decline: "podium.decline",
  item: "podium.item_call",
  list: "podium.list",
  preside: "podium.preside",
  question: "podium.question",
  show_out: "podium.show_out",
  suspend: "podium.suspend",
  take_back: "podium.take_back",
  voice: "podium.voice",
  withdraw_question: "podium.withdraw_question",
} as const satisfies Record<PanelName, string>;

export function Panel({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const { panel } = conduct;
  useKeys({ Escape: panel ? () => conduct.open(null) : undefined });
  if (!panel) return null;
  const Body = BODIES[panel.name];
  const title = t(TITLES[panel.name], { number: panel.about ?? "" });
  return (
    <section
      className={styles.panel}
      ref={intoView}
      tabIndex={-1}
      aria-label={title}
      key={`${panel.name}${panel.about ?? ""}`}
    >
      <header className={styles.panelHead}>
        <h2>{title}</h2>
        <Button variant="quiet" shortcut="Esc" onPress={() => conduct.open(null)}>
          {t("podium.cancel")}
        </Button>
      </header>
      <Body conduct={conduct} />
    </section>
  );
}

/** The column may be scrolled; a form that opens is seen, and has the focus. */
const intoView = (panel: HTMLElement | null): void => {
  panel?.focus({ preventScroll: true });
  panel?.scrollIntoView?.({ block: "nearest" });
};

function CallToOrder({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const call = (ground: string) => void conduct.act({ kind: "CallSpeakerToOrder", ground, words: "" });
  const { stage } = useRoom().views;
  return (
    <div className={styles.choices}>
      <SolemnButton shortcut="1" about={stage?.seat} onPress={() => call("time")}>
        {t("podium.ground_time")}
      </SolemnButton>
      <SolemnButton shortcut="2" about={stage?.seat} onPress={() => call("relevance")}>
        {t("podium.ground_relevance")}
      </SolemnButton>
    </div>
  );
}

function TakeBack({ conduct }: { conduct: Conduct }) {
  const t = useT();
  return (
    <Reasons
      danger
      give={t("podium.take_back")}
      reasons={[
        "podium.reason_time_over",
        "podium.reason_off_item",
        "podium.reason_language",
        "podium.reason_technical",
      ]}
      onReason={(reason) => void conduct.act({ kind: "TakeBackFloor", reason })}
    />
  );
}

function WithdrawQuestion({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const question = useRoom().views.question?.question;
  if (!question) return null;
  return (
    <Reasons
      give={t("podium.withdraw_question")}
      reasons={["podium.reason_consultation", "podium.reason_error"]}
      onReason={(reason) => void conduct.act({ kind: "WithdrawQuestion", question: question.key, reason })}
    />
  );
}

/** An objection made by voice counts like one made by the button, once it is on record for its seat. */
function Voice({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const { views, seatName } = useRoom();
  const [chosen, choose] = useState("");
  const question = views.question?.question;
  if (!question) return null;
  const standing = new Set(question.objections.filter((one) => !one.withdrawn).map((one) => one.seat));
  const members = (views.seats?.seats ?? []).filter((one) => one.kind === "member" && !standing.has(one.key));
  const seat = chosen || (members[0]?.key ?? "");
  return (
    <div className={styles.form}>
      <Select
        label={t("podium.voice_of")}
        value={seat}
        choices={members.map((one) => ({ key: one.key, label: seatName(one.key) }))}
        onChange={choose}
      />
      <SolemnButton
        variant="primary"
        about={seat}
        isDisabled={!seat}
        onPress={() => void conduct.act({ kind: "RecordObjection", question: question.key, seat, words: "" })}
      >
        {t("podium.voice_record")}
      </SolemnButton>
    </div>
  );
}

function Decline({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const entry = conduct.panel?.about ?? "";
  return (
    <Reasons
      give={t("podium.decline")}
      reasons={["podium.reason_no_permission", "podium.reason_time_over", "podium.reason_off_item"]}
      onReason={(reason) => void conduct.act({ kind: "DeclineRequest", entry, reason })}
    />
  );
}

const SUSPEND_REASONS = ["consultation", "technical", "ceremony", "hour"] as const;
const SUSPEND_MINUTES = [10, 15, 30, 60] as const;

function Suspend({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const { now } = useRoom();
  const [why, setWhy] = useState<(typeof SUSPEND_REASONS)[number]>("consultation");
  const suspend = (minutes: number | null) => {
    const resumes_at = minutes === null ? null : inMinutes(now(), minutes);
    void conduct.act({ kind: "Suspend", reason: t(`podium.reason_${why}`), resumes_at });
  };
  return (
    <div className={styles.form}>
      <Select
        label={t("podium.reason")}
        value={why}
        choices={SUSPEND_REASONS.map((key) => ({ key, label: t(`podium.reason_${key}`) }))}
        onChange={(key) => setWhy(key as typeof why)}
      />
      <p className={styles.fieldWord}>{t("podium.suspend_until")}</p>
      <div className={styles.hours}>
        <Hours choices={SUSPEND_MINUTES} onPress={suspend} />
        <SolemnButton shortcut="5" onPress={() => suspend(null)}>
          {t("podium.suspend_open")}
        </SolemnButton>
      </div>
    </div>
  );
}

function Adjourn({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const { views, now } = useRoom();
  const zone = views.meeting?.zone ?? "UTC";
  const [reading, setReading] = useState(() => wallText(wholeMinute(now() + 24 * 3_600_000), zone));
  // None where the venue's clocks leap over the reading; the earlier where they show it twice.
  const to = instantsOf(reading, zone).at(0) ?? null;
  return (
    <div className={styles.form}>
      <LeftUndone />
      <TextField
        label={`${t("podium.adjourn_to")} (${zone})`}
        type="datetime-local"
        value={reading}
        onChange={setReading}
        error={to === null ? t("podium.no_such_hour") : ""}
      />
      <Reasons
        danger
        shut={to === null}
        give={t("podium.adjourn")}
        reasons={["podium.reason_hour", "podium.reason_consultation", "podium.reason_technical"]}
        onReason={(reason) => to !== null && void conduct.act({ kind: "Adjourn", to, reason })}
      />
    </div>
  );
}

function Close({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const left = useLeft().join();
  const { armed, press } = usePressTwice(left, true, () => void conduct.act({ kind: "Close" }));
  return (
    <div className={styles.form}>
      <LeftUndone />
      <SolemnButton variant="danger" shortcut="Enter" about={left} onPress={press}>
        {t(armed ? "podium.confirm_again" : "podium.close")}
      </SolemnButton>
    </div>
  );
}

function Item({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const { views } = useRoom();
  const [leave_open, leaveOpen] = useState(false);
  const number = Number(conduct.panel?.about);
  const line = views.agenda?.items.find((one) => one.number === number);
  return (
    <div className={styles.form}>
      <p>
        <TextOf of={line?.title} />
      </p>
      <LeftHere />
      <Switch on={leave_open} onChange={leaveOpen}>
        {t("podium.item_leave_open")}
      </Switch>
      <SolemnButton
        variant="primary"
        shortcut="Enter"
        about={`${number}${leave_open}`}
        onPress={() => void conduct.act({ kind: "CallItem", number, leave_open })}
      >
        {t("podium.item_call", { number })}
      </SolemnButton>
    </div>
  );
}

function Preside({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const texts = useTexts();
  const { views, seatName } = useRoom();
  const others = (views.podium?.officers ?? []).filter(
    (one) => one.person !== views.meeting?.presiding?.person,
  );
  const named = (officer: OfficerCard) => `${seatName(officer.seat)}, ${texts(officer.title)}`;
  return (
    <div className={styles.choices}>
      {others.map((officer) => (
        <SolemnButton
          key={officer.person}
          note={t(`common.presence_${officer.presence}`)}
          isDisabled={officer.presence !== "present"}
          onPress={() => void conduct.act({ kind: "HandOverChair", to: officer.person })}
        >
          {t("podium.hand_over", { name: named(officer) })}
        </SolemnButton>
      ))}
    </div>
  );
}

function OutOfTheHall({ conduct }: { conduct: Conduct }) {
  return (
    <>
      <ShowOut onDone={() => conduct.open(null)} />
      <ShownOut />
    </>
  );
}

function Question({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const { views, now } = useRoom();
  return (
    <div className={styles.form}>
      {agendaIsOpen(views) && (
        <SolemnButton onPress={() => void conduct.act({ kind: "PutQuestion", about: "agenda", paper: "" })}>
          {t("podium.about_agenda")}
        </SolemnButton>
      )}
      {views.podium?.papers.map((paper) => (
        <Paper key={paper.key} paper={paper} conduct={conduct} />
      ))}
      {mayPutClosing(views, now()) && (
        <SolemnButton
          onPress={() => void conduct.act({ kind: "PutQuestion", about: "close_list", paper: "" })}
        >
          {t("podium.about_close_list")}
        </SolemnButton>
      )}
      <WorkQuestion conduct={conduct} />
      <Election conduct={conduct} />
    </div>
  );
}

/** The agenda is offered only until its own item is done. */
function agendaIsOpen(views: Views): boolean {
  return views.agenda?.items.some((item) => item.kind === "agenda" && item.phase !== "concluded") ?? false;
}

function Paper({ paper, conduct }: { paper: PaperDoc; conduct: Conduct }) {
  const t = useT();
  const agreed = Object.keys(paper.agreed_by).length > 0;
  const declare = usePressTwice(
    paper.key,
    true,
    () => void conduct.act({ kind: "DeclareAdopted", paper: paper.key }),
  );
  return (
    <div className={styles.paper}>
      <p>
        <TextOf of={paper.title} />
        <span> </span>
        <bdi className={styles.soft} dir="ltr">
          {paper.symbol}
        </bdi>
      </p>
      <div className={styles.choices}>
        <SolemnButton
          about={paper.key}
          onPress={() => void conduct.act({ kind: "PutQuestion", about: "paper", paper: paper.key })}
        >
          {t("podium.put")}
        </SolemnButton>
        <ReadText paper={paper.key} />
        {agreed && (
          <SolemnButton onPress={declare.press}>
            {t(declare.armed ? "podium.confirm_adopt" : "podium.declare_agreed")}
          </SolemnButton>
        )}
      </div>
    </div>
  );
}

const BODIES: Record<PanelName, Part> = {
  adjourn: Adjourn,
  call_to_order: CallToOrder,
  close: Close,
  decline: Decline,
  item: Item,
  list: List,
  preside: Preside,
  question: Question,
  show_out: OutOfTheHall,
  suspend: Suspend,
  take_back: TakeBack,
  voice: Voice,
  withdraw_question: WithdrawQuestion,
};
