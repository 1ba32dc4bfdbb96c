/** The mark of the product: a T on a bench. */
export const Logo = () => (
  <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
    <rect width="24" height="24" rx="6" fill="var(--mantine-color-accent-6)" />
    <path d="M6 8h12M12 8v9" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
  </svg>
);
