import { useMemo } from "react";
import type { Refusal } from "../api/http";
import { useCoded, useFormat, useT, useTag, type Values } from "../i18n";
import { Button } from "../primitives/Button";
import styles from "./furniture.module.css";
import { useRoom } from "./room";
import { useRule } from "./rules";

/** Facts that name a seat, and those that are instants: how the wire's values become words. */
const SEATS = new Set(["seat", "yours", "holder", "other"]);
const INSTANTS = new Set([
  "until",
  "closes_at",
  "earliest",
  "opens",
  "resumes_at",
  "to",
  "now",
  "at",
  "last",
  "since",
]);

/** The sentence of a refusal in the reader's language, with the facts that decided. */
export function useRefusalSentence(): (refusal: Refusal) => string {
  const coded = useCoded();
  const wording = useFactWording();
  return (refusal) => coded("refusals.", refusal.code, "refusals.unknown", wording(refusal.facts));
}

function useFactWording(): (facts: Record<string, unknown>) => Values {
  const tag = useTag();
  const coded = useCoded();
  const { hour, number } = useFormat();
  const { seatName, views } = useRoom();
  const zone = views.meeting?.zone ?? "UTC";
  return useMemo(() => {
    const list = new Intl.ListFormat(tag);
    const one = (name: string, value: unknown): string | number => {
      if (value === null || value === undefined || value === "") return "—";
      if (Array.isArray(value)) return list.format(value.map((each) => String(one(singular(name), each))));
      if (SEATS.has(name)) return seatName(String(value));
      if (INSTANTS.has(name) && typeof value === "number") return hour(value, zone);
      if (name === "phase") return coded("common.phase_", String(value), "common.phase_other");
      return typeof value === "number" ? number(value) : String(value);
    };
    return (facts) =>
      Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, one(name, value)]));
  }, [tag, coded, hour, number, seatName, zone]);
}

const singular = (name: string): string => (name === "seats" ? "seat" : name);

export interface RefusalMessageProps {
  refusal: Refusal | null;
  onDismiss?: () => void;
}

/** Why something was not in order, said once and plainly, with the rule. */
export function RefusalMessage({ refusal, onDismiss }: RefusalMessageProps) {
  const t = useT();
  const sentence = useRefusalSentence();
  const ruled = useRule();
  if (!refusal) return null;
  return (
    <div className={styles.refusal} role="alert">
      <p>
        <span>{sentence(refusal)}</span>
        {refusal.rule && (
          <span className={styles.rule}>
            <span> (</span>
            <bdi>{ruled(refusal.rule)}</bdi>
            <span>)</span>
          </span>
        )}
      </p>
      {onDismiss && (
        <Button variant="quiet" onPress={onDismiss}>
          {t("common.understood")}
        </Button>
      )}
    </div>
  );
}
