/** Many headsets say so in their names; the person may always say otherwise. */
export function looksLikeHeadset(label: string): boolean {
  return /head-?set|headphone|ear-?(phone|bud|pod)s?|airpods|hands-?free|casque|auricular|наушник|гарнитур|سماعة|耳机|耳麦/i.test(
    label,
  );
}
