/** What Rostrum uses of LiveKit's client, by name, so that the rest of it is not sent to browsers. */
export {
  ConnectionState,
  DefaultReconnectPolicy,
  DisconnectReason,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  RoomEvent,
  Track,
  TrackEvent,
  VideoPresets,
  VideoQuality,
} from "livekit-client";
