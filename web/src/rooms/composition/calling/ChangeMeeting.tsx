/** A called meeting is changed, or called off: those who were written to are written to again, and what they will read is seen first. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Refusal, valueFrom } from "../../../api/http";
import { houseNow } from "../../../api/reach";
import type { components } from "../../../api/schema.gen";
import { RefusalLine, useActs } from "../../../body/Acting";
import { type Admitted, bodyDoors } from "../../../body/doors";
import { Fold } from "../../../body/Fold";
import { LetterText, useDraft } from "../../../body/Letter";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import type { BodyMeetingLine, BodyPage, InvitationLine } from "../../../body/types";
import { languageName, useTexts } from "../../../i18n";
import { instantsOf, wallText } from "../../../i18n/wallclock";
import { Button } from "../../../primitives/Button";
import { Switch } from "../../../primitives/Switch";
import { TextField } from "../../../primitives/TextField";
import { toast } from "../../../primitives/Toasts";
import { Place, Titles } from "./CallMeeting";
import { type Calling, type Fault, faultsOf, isFaultless } from "./calling";
import styles from "./calling.module.css";
import { callingOf, particularsOf } from "./changing";
import { Sittings } from "./Sittings";

type LetterDraft = components["schemas"]["LetterDraft"];
type Particulars = ReturnType<typeof particularsOf>;

interface Props {
  body: BodyPage;
  admission: Admitted;
  names: Names;
}
interface OfLine extends Props {
  line: BodyMeetingLine;
}

export function ChangeMeetings(props: Props) {
  const { body, names } = props;
  const text = useTexts();
  const coming = body.meetings.filter((line) => !line.past && !line.called_off && line.opens !== null);
  return coming.map((line) => (
    <Fold
      key={line.meeting}
      className={shared.calling}
      summary={names.t("composition.change_meeting", { title: text(line.title) })}
    >
      {(close) => (
        <>
          <Change key={line.changed_at} {...props} line={line} onDone={close} />
          <Fold className={shared.calling} summary={names.t("composition.call_off")}>
            {() => <CallOff {...props} line={line} />}
          </Fold>
        </>
      )}
    </Fold>
  ));
}

/** One of those invited in each language that letters are written in. */
function useReaders({ body, line, admission, names }: OfLine) {
  const { data } = useQuery<InvitationLine[], Refusal>({
    queryKey: ["invitations", body.key, line.meeting, admission],
    queryFn: () =>
      valueFrom(
        bodyDoors.read<InvitationLine[]>(
          `${bodyDoors.meetingAt(body.key, line.meeting)}/invitations`,
          admission,
        ),
      ),
  });
  const readers = new Map<string, string>();
  for (const one of names.alphabetical(data ?? [], ({ code }) => code)) {
    if (!readers.has(one.language)) readers.set(one.language, one.code);
  }
  return { known: data !== undefined, invited: data?.length ?? 0, readers };
}

function Change({ body, line, admission, names, onDone }: OfLine & { onDone: () => void }) {
  const { t } = names;
  const [calling, setCalling] = useState<Calling>(() => callingOf(line));
  const [by, setBy] = useState(line.reply_by === null ? "" : wallText(line.reply_by, line.zone));
  const [reason, setReason] = useState("");
  const [read, setRead] = useState<Record<string, string>>({});
  const { act, busy, refusal } = useActs(body, admission);
  const { known, invited, readers } = useReaders({ body, line, admission, names });
  const faults = faultsOf(calling, houseNow());
  const words = (fault: Fault | undefined) => (fault ? t(`composition.fault_${fault}`) : "");
  const change = (part: Partial<Calling>) => setCalling((now) => ({ ...now, ...part }));
  const part = { body, names, calling, change, words };
  const replyBy = by ? (instantsOf(by, calling.zone)[0] ?? null) : null;
  const now = particularsOf(calling, line, replyBy);
  const wording = JSON.stringify(now);
  const same = wording === JSON.stringify(particularsOf(callingOf(line), line, line.reply_by));
  const isRead = (tag: string) => read[tag] === wording;
  const ready =
    known && !same && isFaultless(faults) && reason.trim() !== "" && [...readers.keys()].every(isRead);
  const submit = async () => {
    const intent = { kind: "ChangeMeeting", meeting: line.meeting, particulars: now, reason };
    if (!(await act([{ ...intent, read: [...readers.keys()] }]))) return;
    toast(t("composition.change_done"), "good");
    onDone();
  };
  return (
    <form
      className={styles.callForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void submit();
      }}
    >
      <Titles {...part} error={words(faults.title)} />
      <fieldset className={shared.group}>
        <legend>{t("composition.meeting_place")}</legend>
        <Place {...part} error={words(faults.place)} />
      </fieldset>
      <Sittings {...part} faults={faults} />
      {invited > 0 && (
        <TextField
          label={t("composition.ready_reply_by", { zone: calling.zone })}
          type="datetime-local"
          value={by}
          onChange={setBy}
        />
      )}
      <TextField label={t("composition.ready_reason")} value={reason} maxLength={500} onChange={setReason} />
      {!same && isFaultless(faults) && (
        <Letters
          readers={readers}
          names={names}
          isRead={isRead}
          onRead={(tag) => setRead((was) => ({ ...was, [tag]: isRead(tag) ? "" : wording }))}
        >
          {(code) => (
            <ChangeDraft
              body={body.key}
              door={`${bodyDoors.letterAt(body.key, line.meeting, code)}/change`}
              particulars={now}
              admission={admission}
              names={names}
            />
          )}
        </Letters>
      )}
      <div className={styles.fields}>
        <Button type="submit" variant="primary" busy={busy !== ""} isDisabled={!ready}>
          {t("composition.change_do", { n: invited })}
        </Button>
        {same && <p className={shared.soft}>{t("composition.change_same")}</p>}
      </div>
      <RefusalLine refusal={refusal} names={names} />
    </form>
  );
}

interface LettersProps {
  /** Whose letter is shown in each language. */
  readers: Map<string, string>;
  names: Names;
  isRead: (tag: string) => boolean;
  onRead: (tag: string) => void;
  /** The letter to one of those invited. */
  children: (code: string) => ReactNode;
}

/** What those invited will read, a letter in each language; each is to be read in the words that will leave. */
function Letters({ readers, names, isRead, onRead, children }: LettersProps) {
  const { t } = names;
  if (!readers.size) return null;
  return (
    <fieldset className={shared.group}>
      <legend>{t("composition.change_letters")}</legend>
      {[...readers].map(([tag, code]) => (
        <details key={tag} open={!isRead(tag)}>
          <summary>
            <span aria-hidden="true">{isRead(tag) ? "✓" : "○"}</span> {languageName(tag)}
          </summary>
          {children(code)}
          <Switch on={isRead(tag)} onChange={() => onRead(tag)}>
            {t("composition.ready_i_read", { language: languageName(tag) })}
          </Switch>
        </details>
      ))}
    </fieldset>
  );
}

interface DraftProps {
  body: string;
  door: string;
  admission: Admitted;
  names: Names;
}

function ChangeDraft({
  body,
  door,
  particulars,
  admission,
  names,
}: DraftProps & { particulars: Particulars }) {
  const asked = { particulars, language: "" };
  const { data, error } = useQuery<LetterDraft, Refusal>({
    queryKey: ["draft", body, door, JSON.stringify(asked), admission],
    queryFn: () => valueFrom(bodyDoors.send<LetterDraft>(door, asked, admission)),
    placeholderData: (before) => before,
  });
  return (
    <>
      {data && <LetterText draft={data} names={names} />}
      <RefusalLine refusal={error} names={names} />
    </>
  );
}

function CancelDraft({ body, door, admission, names }: DraftProps) {
  const { data, error } = useDraft(body, door, { kind: "cancellation" }, admission);
  return (
    <>
      {data && <LetterText draft={data} names={names} />}
      <RefusalLine refusal={error} names={names} />
    </>
  );
}

/** The reason, and the letters, which leave only when they have been read. */
function CallOff(props: OfLine) {
  const { body, line, admission, names } = props;
  const { t } = names;
  const [reason, setReason] = useState("");
  const [read, setRead] = useState<readonly string[]>([]);
  const { act, busy, refusal } = useActs(body, admission);
  const { known, readers } = useReaders(props);
  const isRead = (tag: string) => read.includes(tag);
  const ready = known && reason.trim() !== "" && [...readers.keys()].every(isRead);
  const callOff = async () => {
    if (await act([{ kind: "CallOffMeeting", meeting: line.meeting, reason: reason.trim() }]))
      toast(t("composition.call_off_done"), "good");
  };
  return (
    <>
      <TextField label={t("composition.ready_reason")} value={reason} maxLength={500} onChange={setReason} />
      <Letters
        readers={readers}
        names={names}
        isRead={isRead}
        onRead={(tag) => setRead((was) => (isRead(tag) ? was.filter((one) => one !== tag) : [...was, tag]))}
      >
        {(code) => (
          <CancelDraft
            body={body.key}
            door={`${bodyDoors.letterAt(body.key, line.meeting, code)}/draft`}
            admission={admission}
            names={names}
          />
        )}
      </Letters>
      <div className={styles.fields}>
        <Button busy={busy !== ""} isDisabled={!ready} onPress={() => void callOff()}>
          {t("composition.call_off")}
        </Button>
      </div>
      <RefusalLine refusal={refusal} names={names} />
    </>
  );
}
