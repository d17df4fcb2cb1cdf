import { Stage, TopBar } from "../../furniture";

export default function Gallery() {
  return (
    <main>
      <TopBar />
      <Stage video={null} />
    </main>
  );
}
