/** A named zone, sought by its city, by the State whose capital keeps it, or by its own name. */
import { useMemo } from "react";
import type { Names } from "../../../body/names";
import type { BodyPage } from "../../../body/types";
import { useFormat } from "../../../i18n";
import { offsetText } from "../../../i18n/wallclock";
import { ComboBox } from "../../../primitives/ComboBox";

interface Props {
  body: BodyPage;
  names: Names;
  value: string;
  /** The instant whose distance from UTC is shown beside each zone. */
  at: number;
  error?: string;
  onChange: (zone: string) => void;
}

/** The browser's zones and those of the capitals, each under one name. */
function zonesOf(body: BodyPage): Map<string, string[]> {
  const capitals = new Map<string, string[]>([["UTC", []]]);
  for (const { zone, code } of body.members) {
    if (zone) capitals.set(zone, [...(capitals.get(zone) ?? []), code]);
  }
  const canonical = (zone: string) =>
    new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  const named = new Set([...capitals.keys()].map(canonical));
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    if (!named.has(zone) && !capitals.has(zone)) capitals.set(zone, []);
  }
  return capitals;
}

export function ZoneChoice({ body, names, value, at, error, onChange }: Props) {
  const { t } = names;
  const { place } = useFormat();
  const zones = useMemo(() => zonesOf(body), [body]);
  const choices = useMemo(() => {
    const label = (zone: string, codes: string[]) =>
      [
        place(zone),
        names.list(names.alphabetical(codes, (code) => code).map(names.state)),
        zone === "UTC" ? "" : zone,
        offsetText(at, zone),
      ]
        .filter(Boolean)
        .join(" · ");
    return [...zones].map(([zone, codes]) => ({ key: zone, label: label(zone, codes) }));
  }, [zones, names, place, at]);
  return (
    <ComboBox
      // The label holds the distance from UTC, which changes with the day: the field starts anew with it.
      key={choices.find((choice) => choice.key === value)?.label}
      label={t("composition.meeting_zone")}
      hint={t("composition.zone_hint")}
      opener={t("composition.zone_list")}
      value={value}
      choices={choices}
      onChange={onChange}
      error={error}
    />
  );
}
