import type { ReactNode } from "react";
import { Stage } from "../../furniture";

export interface LiveStageProps {
  pictures?: boolean;
  children?: ReactNode;
}

export default function LiveStage({ pictures = true, children }: LiveStageProps) {
  return (
    <>
      <Stage video={null} picturesOff={!pictures} />
      {children}
    </>
  );
}
