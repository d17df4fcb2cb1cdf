/** As whom this window sits: its address says so, and its session remembers when the address does not. */
const STORED = "rostrum.admission.";

export function remember(book: string, admission: string): void {
  try {
    sessionStorage.setItem(STORED + book, admission);
  } catch {
    // The address still carries it.
  }
}

export function recall(book: string, inAddress: string | null): string | null {
  if (inAddress) remember(book, inAddress);
  try {
    return inAddress ?? sessionStorage.getItem(STORED + book);
  } catch {
    return inAddress;
  }
}

export function forget(book: string): void {
  try {
    sessionStorage.removeItem(STORED + book);
  } catch {
    // Nothing was kept.
  }
}
