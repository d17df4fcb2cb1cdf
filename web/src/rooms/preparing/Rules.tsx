/** By which rules the meeting sits, and what it changes in them; each figure with what is usual and whence it comes. */
import type { ReactNode } from "react";
import { useActs } from "../../body/Acting";
import { Figure } from "../../body/Count";
import shared from "../../body/pages.module.css";
import { Select } from "../../primitives/Select";
import { Switch } from "../../primitives/Switch";
import { toast } from "../../primitives/Toasts";
import type { PartProps } from "./parts";
import { type RuleLine, type RuleValue, useDraft } from "./preparation";
import styles from "./preparing.module.css";
import { QuorumRow } from "./Quorums";
import { Keep, Section } from "./Section";

export type Changes = Record<string, RuleValue>;

/** What a field is changed to, or not any more where it is what the rulebook says. */
export function changed(changes: Changes, { field, usual }: RuleLine, value: RuleValue): Changes {
  const { [field]: _, ...others } = changes;
  return value === usual ? others : { ...others, [field]: value };
}

const inForce = (changes: Changes, { field, usual }: RuleLine): RuleValue =>
  field in changes ? (changes[field] ?? null) : usual;

export function Rules({ body, admission, names, preparation }: PartProps) {
  const { t } = names;
  const { meeting, rulebook, rulebooks } = preparation;
  const draft = useDraft(preparation.changes);
  const { act, busy, refusal } = useActs(body, admission);
  const keep = async (by: string, changes: Changes) => {
    if (!(await act([{ kind: "PrepareRules", meeting, rulebook: by, changes }]))) return;
    draft.drop();
    toast(t("preparing.saved"), "good");
  };
  return (
    <Section part="rules" title={t("preparing.rules")} lead={t("preparing.rules_lead")} names={names}>
      <div className={shared.row}>
        <Select
          label={t("preparing.rulebook")}
          value={rulebook}
          choices={rulebooks.map((key) => ({
            key,
            label: names.coded("preparing.rulebook_", key.replaceAll("-", "_"), "preparing.rulebook_other", {
              key,
            }),
          }))}
          disabled={busy !== ""}
          onChange={(by) => void keep(by, {})}
        />
      </div>
      <details>
        <summary>{t("preparing.rules_changed", { n: Object.keys(draft.value).length })}</summary>
        <Table
          {...{ names, rules: preparation.rules, changes: draft.value }}
          put={(rule, value) => draft.put(changed(draft.value, rule, value))}
        >
          {preparation.quorums.map((quorum) => (
            <QuorumRow key={quorum.field} {...{ names, quorum, changes: draft.value }} put={draft.put} />
          ))}
        </Table>
      </details>
      <Keep
        names={names}
        draft={draft}
        busy={busy !== ""}
        refusal={refusal}
        onKeep={() => void keep(rulebook, draft.value)}
      />
    </Section>
  );
}

interface TableProps extends Pick<PartProps, "names"> {
  rules: RuleLine[];
  changes: Changes;
  put: (rule: RuleLine, value: RuleValue) => void;
  /** Rows above those of the rules. */
  children: ReactNode;
}

function Table({ names, rules, changes, put, children }: TableProps) {
  const { t } = names;
  return (
    <div className={styles.table}>
      <table className={shared.stateTable}>
        <caption className="unseen">{t("preparing.rules")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("preparing.col_rule")}</th>
            <th scope="col">{t("preparing.col_here")}</th>
            <th scope="col">{t("preparing.col_usual")}</th>
          </tr>
        </thead>
        <tbody>
          {children}
          {rules.map((rule) => (
            <tr key={rule.field} data-changed={rule.field in changes || undefined}>
              <th scope="row">{ruleName(rule, names)}</th>
              <td>
                <Value
                  names={names}
                  rule={rule}
                  value={inForce(changes, rule)}
                  put={(value) => put(rule, value)}
                />
              </td>
              <td>
                {said(rule, rule.usual, names)}{" "}
                {rule.field in changes ? null : (
                  <span className={shared.small}>
                    <bdi lang="en">{rule.source}</bdi>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const ruleName = ({ field }: RuleLine, names: PartProps["names"]): string =>
  names.coded("preparing.rule_", field.replace(".", "_"), "preparing.rule_other", { field });

function said({ yes_or_no }: RuleLine, value: RuleValue, { t }: PartProps["names"]): string {
  if (yes_or_no) return t(value ? "preparing.yes" : "preparing.no");
  return value === null ? t("preparing.unlimited") : t("preparing.seconds", { n: value });
}

function Value({
  names,
  rule,
  value,
  put,
}: {
  names: PartProps["names"];
  rule: RuleLine;
  value: RuleValue;
  put: (value: RuleValue) => void;
}) {
  const { t } = names;
  if (rule.yes_or_no) {
    return (
      <Switch on={value === 1} onChange={(on) => put(on ? 1 : 0)}>
        {said(rule, value, names)}
      </Switch>
    );
  }
  return (
    <span className={styles.seconds}>
      <Figure
        value={value}
        least={rule.least}
        most={rule.most}
        label={ruleName(rule, names)}
        placeholder={rule.unlimited ? t("preparing.unlimited") : ""}
        onChange={(given) => put(given ?? (rule.unlimited ? null : rule.usual))}
      />
      {t("preparing.unit_s")}
    </span>
  );
}
