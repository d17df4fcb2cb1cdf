export default function Welcome() {
  return <main />;
}
