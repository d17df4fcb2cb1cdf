/** A quorum of the meeting: the share of members without whom it neither opens nor decides, chosen of those in use. */
import shared from "../../body/pages.module.css";
import { Select } from "../../primitives/Select";
import type { PartProps } from "./parts";
import type { QuorumLine, Share } from "./preparation";
import type { Changes } from "./Rules";

// biome-ignore format: a table
const IN_USE: readonly Share[] = [
  [0, 1, false], [1, 4, false], [1, 3, false], [1, 2, false], [1, 2, true], [2, 3, false], [3, 4, false], [1, 1, false],
].map(([numerator, denominator, more_than]) => ({ numerator, denominator, more_than }) as Share);

const keyOf = ({ numerator, denominator, more_than }: Share): string =>
  numerator === 0 ? "none" : `${numerator}_${denominator}${more_than ? "_exceeded" : ""}`;

/** The share in force: what the draft says of each of its parts, else what is usual. */
export function shareIn(changes: Changes, { field, usual }: QuorumLine): Share {
  return {
    numerator: changes[`${field}.numerator`] ?? usual.numerator,
    denominator: changes[`${field}.denominator`] ?? usual.denominator,
    more_than: Boolean(changes[`${field}.more_than`] ?? usual.more_than),
  };
}

/** The changes with another share: of its parts those that are not as usual. */
export function withShare(changes: Changes, { field, usual }: QuorumLine, share: Share): Changes {
  const parts = ["numerator", "denominator", "more_than"] as const;
  const others = Object.entries(changes).filter(([name]) => !name.startsWith(`${field}.`));
  const own = parts.filter((part) => share[part] !== usual[part]);
  return Object.fromEntries([...others, ...own.map((part) => [`${field}.${part}`, Number(share[part])])]);
}

/** How many of so many members a share comes to (as `procedure.meeting.quorum` counts). */
export function neededOf({ numerator, denominator, more_than }: Share, members: number): number {
  if (numerator === 0) return 0;
  const share = (members * numerator) / denominator;
  return more_than ? Math.floor(share) + 1 : Math.ceil(share);
}

interface RowProps extends Pick<PartProps, "names"> {
  quorum: QuorumLine;
  changes: Changes;
  put: (changes: Changes) => void;
}

export function QuorumRow({ names, quorum, changes, put }: RowProps) {
  const { t } = names;
  const share = shareIn(changes, quorum);
  const said = (one: Share) =>
    names.coded("preparing.share_", keyOf(one), "preparing.share_other", {
      numerator: one.numerator,
      denominator: one.denominator,
    });
  const choices = [share, quorum.usual, ...IN_USE];
  const offered = choices.filter(
    (one, at) => choices.findIndex((other) => keyOf(other) === keyOf(one)) === at,
  );
  const name = t(`preparing.rule_${quorum.field as "quorum_to_open" | "quorum_to_decide"}`);
  const changed = keyOf(share) !== keyOf(quorum.usual);
  return (
    <tr data-changed={changed || undefined}>
      <th scope="row">{name}</th>
      <td>
        <Select
          quiet
          label={name}
          value={keyOf(share)}
          choices={offered.map((one) => ({ key: keyOf(one), label: said(one) }))}
          onChange={(key) => {
            const chosen = offered.find((one) => keyOf(one) === key);
            if (chosen) put(withShare(changes, quorum, chosen));
          }}
        />{" "}
        <span className={shared.small}>
          {t("preparing.quorum_of", { n: neededOf(share, quorum.members), members: quorum.members })}
        </span>
      </td>
      <td>
        {said(quorum.usual)}{" "}
        {changed ? null : (
          <span className={shared.small}>
            <bdi lang="en">{quorum.source}</bdi>
          </span>
        )}
      </td>
    </tr>
  );
}
