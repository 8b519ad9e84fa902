/** Capacity held against the limit, as figures and a bar; over the limit after a supervisor's assignment (ROUTE-04). */
export function Load({ load, limit }: { readonly load: number; readonly limit: number }) {
  return (
    <span className="load">
      <span className="figures">
        {load} / {limit}
      </span>
      <span className="bar" aria-hidden="true">
        <span
          data-is-over={load > limit || undefined}
          style={{ inlineSize: `${Math.min(100, (100 * load) / Math.max(1, limit))}%` }}
        />
      </span>
    </span>
  );
}
