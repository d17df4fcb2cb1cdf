/** From a what-if to a decision: propose, override with a reason, accept; two proposals side by side; the sheet. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Refusal, valueFrom } from "../../../api/http";
import { RefusalLine, useActs } from "../../../body/Acting";
import { type Admitted, bodyDoors } from "../../../body/doors";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import type { BodyPage, CompositionLine } from "../../../body/types";
import { useFormat, useTexts } from "../../../i18n";
import { Button } from "../../../primitives/Button";
import { Select } from "../../../primitives/Select";
import { TextField } from "../../../primitives/TextField";
import styles from "./composing.module.css";
import { Sheets } from "./Sheets";
import { Reason } from "./StateWishes";
import { change as changeBetween, type SheetDoc } from "./sheet";
import { requestOf, type Wishes } from "./wishes";

interface Props {
  body: BodyPage;
  admission: Admitted;
  names: Names;
}

/** Puts the composition on screen before the body, for one of its meetings. */
export function Propose({
  body,
  admission,
  names,
  wishes,
  ready,
}: Props & { wishes: Wishes; ready: boolean }) {
  const { t } = names;
  const text = useTexts();
  const called = body.meetings.filter((line) => !line.past && !line.called_off);
  const [meeting, setMeeting] = useState("");
  const [label, setLabel] = useState("");
  const { act, busy, refusal } = useActs(body, admission);
  const chosen = called.find((line) => line.meeting === meeting) ?? called.at(-1);
  const propose = async () => {
    if (!chosen) return;
    const request = { ...requestOf(wishes), overrides: [] };
    const proposed = { kind: "ProposeComposition", meeting: chosen.meeting, request, label };
    const composition = `c${body.compositions.length + 1}`;
    const overrides = (requestOf(wishes).overrides ?? []).map((one) => ({
      kind: "OverrideComposition",
      composition,
      ...one,
    }));
    if (await act([proposed, ...overrides])) setLabel("");
  };
  if (!called.length) return null;
  return (
    <div className={shared.row} data-print="no">
      <Select
        label={t("composition.for_meeting")}
        value={chosen?.meeting ?? ""}
        choices={called.map((line) => ({ key: line.meeting, label: text(line.title) }))}
        onChange={setMeeting}
      />
      <TextField label={t("composition.label")} value={label} onChange={setLabel} maxLength={200} />
      <Button variant="primary" busy={busy !== ""} isDisabled={!ready} onPress={() => void propose()}>
        {t("composition.propose")}
      </Button>
      <RefusalLine refusal={refusal} names={names} />
    </div>
  );
}

export function Proposals({ body, admission, names }: Props) {
  const { t } = names;
  const newest = body.compositions.at(-1)?.composition ?? "";
  const [left, setLeft] = useState("");
  const [right, setRight] = useState("");
  if (!body.compositions.length) return <p className={shared.soft}>{t("composition.no_proposals")}</p>;
  const find = (key: string) => body.compositions.find((one) => one.composition === key);
  const one = find(left) ?? find(newest);
  const other = find(right);
  return (
    <div className={styles.proposals}>
      <Side
        key={one?.composition}
        line={one}
        onPick={setLeft}
        body={body}
        admission={admission}
        names={names}
      />
      {body.compositions.length > 1 && (
        <Side
          key={`other-${other?.composition}`}
          line={other}
          against={one}
          onPick={setRight}
          body={body}
          admission={admission}
          names={names}
          optional
        />
      )}
    </div>
  );
}

function useSheetOf(body: BodyPage, line: CompositionLine | undefined, admission: Admitted) {
  return useQuery<SheetDoc, Refusal>({
    queryKey: ["sheet", body.key, line?.composition, line?.sheet_sha256],
    queryFn: () =>
      valueFrom(
        bodyDoors.read<SheetDoc>(`${bodyDoors.at(body.key)}/compositions/${line?.composition}`, admission),
      ),
    enabled: line !== undefined,
  });
}

interface SideProps extends Props {
  line: CompositionLine | undefined;
  against?: CompositionLine | undefined;
  optional?: boolean;
  onPick: (key: string) => void;
}

function Side({ line, against, optional, onPick, body, admission, names }: SideProps) {
  const { t } = names;
  const { data: sheet } = useSheetOf(body, line, admission);
  const { data: other } = useSheetOf(body, against, admission);
  const choices = body.compositions.map((one) => ({ key: one.composition, label: proposalName(one, names) }));
  return (
    <div
      className={styles.side}
      data-composition={line?.composition}
      data-accepted={line?.accepted || undefined}
    >
      <Select
        label={t(optional ? "composition.beside" : "composition.proposal")}
        value={line?.composition ?? ""}
        choices={optional ? [{ key: "", label: "—" }, ...choices] : choices}
        onChange={onPick}
      />
      {line && <ProposalBody line={line} body={body} admission={admission} names={names} />}
      {sheet && other && <Difference sheet={sheet} other={other} names={names} />}
    </div>
  );
}

const proposalName = (line: CompositionLine, names: Names): string =>
  [
    line.composition,
    line.label,
    names.t("composition.pinned_is", { method: names.method(line.method), n: line.total }),
  ]
    .filter(Boolean)
    .join(" · ");

function Difference({ sheet, other, names }: { sheet: SheetDoc; other: SheetDoc; names: Names }) {
  const moved = changeBetween(other, sheet);
  const said = (codes: string[]) => names.list(names.alphabetical(codes, (c) => c).map(names.state)) || "—";
  return (
    <div className={styles.change}>
      <h3>{names.t("composition.difference")}</h3>
      <p>
        +{" "}
        {names.t("common.labelled", {
          label: names.t("composition.list_enters", { n: moved.enters.length }),
          value: said(moved.enters),
        })}
      </p>
      <p>
        −{" "}
        {names.t("common.labelled", {
          label: names.t("composition.list_leaves", { n: moved.leaves.length }),
          value: said(moved.leaves),
        })}
      </p>
      <p>
        {names.t("composition.gallagher")} {names.signed(moved.gallagher, 2)} ·{" "}
        {names.t("composition.greatest_waiting")} {names.signed(moved.waiting, 3)}
      </p>
    </div>
  );
}

interface BodyProps extends Props {
  line: CompositionLine;
}

function ProposalBody({ line, body, admission, names }: BodyProps) {
  const { t } = names;
  const { dayAndHour } = useFormat();
  const { act, busy, refusal } = useActs(body, admission);
  const accept = () =>
    act([{ kind: "AcceptComposition", composition: line.composition, sheet_sha256: line.sheet_sha256 }]);
  return (
    <>
      <p className={shared.soft}>
        {dayAndHour(line.at, "UTC")} UTC ·{" "}
        {Object.entries(line.seats)
          .map(([r, n]) => `${names.region(r)} ${names.decimal(n, 0)}`)
          .join(" · ")}
      </p>
      <Circulated line={line} body={body} names={names} />
      {line.overrides.map((one) => (
        <p key={one.code} className={styles.remark}>
          {t(one.seated ? "composition.chair_seated" : "composition.chair_unseated", {
            state: names.state(one.code),
            by: one.by,
            reason: one.reason,
          })}
        </p>
      ))}
      {!line.accepted && (
        <Override line={line} names={names} onGiven={(intent) => act([intent])} body={body} />
      )}
      <div className={shared.row} data-print="no">
        {line.accepted ? (
          <strong className={styles.accepted}>✓ {t("composition.accepted")}</strong>
        ) : (
          <Button variant="primary" busy={busy === "AcceptComposition"} onPress={() => void accept()}>
            {t("composition.accept")}
          </Button>
        )}
      </div>
      <Sheets line={line} body={body} admission={admission} names={names} />
      <p className={styles.hash}>
        SHA-256 <bdi dir="ltr">{line.sheet_sha256}</bdi>
      </p>
      <RefusalLine refusal={refusal} names={names} />
    </>
  );
}

/**
 * Who sits, alphabetically inside each region: by the body's own groups, which are here already. Drawn from the
 * sheet, which is derived anew after every change, it would come late and push what stands below from under a
 * finger that is pressing it.
 */
function Circulated({ line, body, names }: { line: CompositionLine; body: BodyPage; names: Names }) {
  const byRule = new Set(line.by_rule);
  const regions = Object.keys(line.seats);
  const regionOf = new Map(body.members.map((member) => [member.code, member.groups[line.scheme]]));
  const inRegion = (region: string) =>
    names.alphabetical(
      line.members.filter((code) => regionOf.get(code) === region),
      (code) => code,
    );
  return (
    <div className={styles.circulated}>
      {regions.map((region) => (
        <p key={region}>
          <b>{names.region(region)}</b>{" "}
          {inRegion(region).map((code, i) => (
            <span key={code}>
              {i > 0 && names.comma}
              <bdi>{names.state(code)}</bdi>
              {!byRule.has(code) && <sup title={names.t("composition.by_chair")}> ✎</sup>}
            </span>
          ))}
        </p>
      ))}
    </div>
  );
}

interface OverrideProps {
  line: CompositionLine;
  body: BodyPage;
  names: Names;
  onGiven: (intent: { kind: string } & Record<string, unknown>) => Promise<boolean>;
}

/** The Chair's change of one seat of the proposal, with its reason. */
function Override({ line, body, names, onGiven }: OverrideProps) {
  const { t } = names;
  const [code, setCode] = useState("");
  const sits = line.members.includes(code);
  const states = names.alphabetical(body.members, (m) => m.code);
  return (
    <details className={styles.override} data-print="no">
      <summary>{t("composition.override")}</summary>
      <Select
        label={t("composition.col_state")}
        value={code}
        choices={[
          { key: "", label: "—" },
          ...states.map((m) => ({
            key: m.code,
            label: `${names.state(m.code)} (${t(line.members.includes(m.code) ? "composition.status_seated" : "composition.status_waiting")})`,
          })),
        ]}
        onChange={setCode}
      />
      {code && (
        <Reason
          key={code}
          label={`${t(sits ? "composition.chair_unseats" : "composition.chair_seats")} — ${t("composition.reason_needed")}`}
          names={names}
          onCancel={() => setCode("")}
          onGiven={(reason) => {
            setCode("");
            void onGiven({
              kind: "OverrideComposition",
              composition: line.composition,
              code,
              seated: !sits,
              reason,
            });
          }}
        />
      )}
    </details>
  );
}
