/** What every part of the preparation is given. */
import type { Admitted } from "../../body/doors";
import type { Lack } from "../../body/lacking";
import type { Names } from "../../body/names";
import type { BodyMeetingLine, BodyPage } from "../../body/types";
import { type Part, type Preparation, partOf } from "./preparation";

export interface PartProps {
  body: BodyPage;
  line: BodyMeetingLine;
  admission: Admitted;
  names: Names;
  preparation: Preparation;
}

export const lackingIn = (lacks: readonly Lack[], part: Part): number =>
  lacks.filter((lack) => partOf(lack) === part).length;
