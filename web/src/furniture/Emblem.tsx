/** A neutral emblem: the rostrum between olive branches, in the body's accent. Bodies' own emblems are theirs. */
export function Emblem({ size = 96 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 96 96" aria-hidden="true" fill="none" stroke="currentColor">
      <circle cx="48" cy="48" r="44" strokeWidth="1.5" opacity="0.5" />
      <path
        d="M34 66h28M37 58h22l-4-19H41zM48 39V28h9"
        strokeWidth="2.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <g strokeWidth="2" strokeLinecap="round">
        <path d="M30 74C16 66 12 46 22 28M66 74c14-8 18-28 8-46" />
        <path d="M24 67l-9-1M19 57l-8-4M18 47l-7-6M19 37l-5-8M72 67l9-1M77 57l8-4M78 47l7-6M77 37l5-8" />
      </g>
    </svg>
  );
}
