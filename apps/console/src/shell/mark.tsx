/** Rinnalla's mark: one beside the other. */
export function Mark({ size = 30 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" className="mark-ground" />
      <circle cx="12.5" cy="16" r="5.5" fill="none" stroke="#fff" strokeWidth="2.6" />
      <path d="M20.2 10.6a5.5 5.5 0 0 1 0 10.8" fill="none" stroke="#8fe3cd" strokeWidth="2.6" strokeLinecap="round" />
    </svg>
  );
}
