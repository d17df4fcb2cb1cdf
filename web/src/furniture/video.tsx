import { useEffect, useRef } from "react";

export type Picture = MediaStreamTrack | HTMLVideoElement | null | undefined;

/** Shows a track, or takes in an element that somebody else keeps (LiveKit attaches to its own). */
export function Video({
  picture,
  mirrored,
  className,
  person,
}: {
  picture: Picture;
  mirrored?: boolean;
  className?: string;
  /** Whose picture it is. */
  person?: string;
}) {
  if (!picture) return null;
  if (picture instanceof HTMLVideoElement) return <Adopted element={picture} className={className} />;
  return <Track track={picture} mirrored={mirrored} className={className} person={person} />;
}

function Track({
  track,
  mirrored,
  className,
  person,
}: {
  track: MediaStreamTrack;
  person?: string;
  mirrored?: boolean;
  className?: string;
}) {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = ref.current;
    if (!video) return;
    video.srcObject = new MediaStream([track]);
    video.play().catch(() => undefined);
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  const turned = mirrored ? { transform: "scaleX(-1)" } : undefined;
  return (
    <video ref={ref} className={className} style={turned} data-person={person} autoPlay playsInline muted />
  );
}

function Adopted({ element, className }: { element: HTMLVideoElement; className?: string }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.replaceChildren(element);
    return () => element.remove();
  }, [element]);
  return <div ref={ref} className={className} />;
}
