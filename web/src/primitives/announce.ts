/** One polite live region for the page: what has changed under the hand is said, wherever it is. */
let region: HTMLElement | null = null;

export function announce(words: string): void {
  if (!region?.isConnected) {
    region = document.createElement("div");
    region.className = "unseen";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  const said = document.createElement("p");
  said.textContent = words;
  region.replaceChildren(said);
}
