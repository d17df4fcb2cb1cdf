/** What the rooms know of the hall. LiveKit's client is loaded only when one joins. */
export { type Choices, readChoices, useChoices } from "./choices";
export type { DeviceFault, LineState, Quality } from "./codes";
export { microphones, useMicrophones } from "./device-watch";
export { checkLine, type LineReport } from "./line-check";
export type { OnAir } from "./on-air";
export type { OwnSource } from "./sources";
export { type Device, type Devices, useDevices } from "./useDevices";
export { type Hall, type HallOptions, type StagePicture, useHall } from "./useHall";
export type { Verdict } from "./verdict";
